namespace CloudStack.Client;

/// <summary>What the client needs of the answer to <c>login</c>. The flags come as texts.</summary>
[CloudStackModel]
internal sealed partial class LoginResponse
{
    public string? SessionKey { get; init; }

    public bool? Is2FAEnabled { get; init; }

    public bool? Is2FAVerified { get; init; }

    public bool NeedsSecondFactor => Is2FAEnabled == true && Is2FAVerified == false;
}
