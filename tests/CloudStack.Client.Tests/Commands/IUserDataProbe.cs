using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Methods with user data in addition to those of the SDK: one that makes a change, and one that claims to only read.</summary>
internal interface IUserDataProbe
{
    [Post("?command=registerUserData"), Command("registerUserData", CommandKind.Write)]
    Task<RegisteredUserData> RegisterAsync(string name, [AliasAs("userdata")] string content, CancellationToken cancellationToken = default);

    [Get("?command=checkUserData"), Command("checkUserData", CommandKind.Read)]
    Task<RegisteredUserData> CheckAsync([AliasAs("userdata")] string content, CancellationToken cancellationToken = default);
}
