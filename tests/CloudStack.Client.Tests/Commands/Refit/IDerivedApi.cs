using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Inherits the methods of another interface, including those without request classes.</summary>
internal interface IDerivedApi : IPlainApi
{
    [Get("?command=listOthers")]
    PagedQuery<Thing> ListOthers(string name);
}
