namespace CloudStack.Client;

/// <summary>The fields of the <c>login</c> response that the client needs. The flags arrive as text.</summary>
[CloudStackModel]
internal sealed partial class LoginResponse
{
    public string? SessionKey { get; init; }

    public bool? Is2FAEnabled { get; init; }

    public bool? Is2FAVerified { get; init; }

    public bool NeedsSecondFactor => Is2FAEnabled == true && Is2FAVerified == false;
}
