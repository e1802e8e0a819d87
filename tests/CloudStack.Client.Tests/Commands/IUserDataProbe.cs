using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Methods that take user data beside those of the SDK: one that changes, and one that claims to read only.</summary>
internal interface IUserDataProbe
{
    [Post("?command=registerUserData"), Command("registerUserData", CommandKind.Write)]
    Task<RegisteredUserData> RegisterAsync(string name, [AliasAs("userdata")] string content, CancellationToken cancellationToken = default);

    [Get("?command=checkUserData"), Command("checkUserData", CommandKind.Read)]
    Task<RegisteredUserData> CheckAsync([AliasAs("userdata")] string content, CancellationToken cancellationToken = default);
}
