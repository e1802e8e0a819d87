namespace CloudStack.Client;

/// <summary>
/// A user name and a password. The client logs in automatically: on the first call, and again whenever the server has ended the
/// session (by default after 30 min without a call). It logs out when it is disposed asynchronously.
/// </summary>
/// <remarks>
/// <para>
/// Prefer API keys if you have the choice. A session lives in the memory of one management server and needs a load balancer with
/// session affinity. Session requests are always sent by POST, because the session key must not appear in an address.
/// </para>
/// <para>
/// A refused login remains in effect for 30 s: calls in that time fail with the same error and don't log in again, because servers
/// lock accounts after a few wrong passwords (5 by default).
/// </para>
/// </remarks>
public sealed class SessionCredentials : CloudStackCredentials
{
    /// <summary>Creates credentials.</summary>
    /// <param name="username">The user's name.</param>
    /// <param name="password">The password, as the user would type it.</param>
    /// <param name="domain">The path of the user's domain, such as <c>/customers/acme</c>; null for the root domain.</param>
    /// <exception cref="ArgumentException">The name or the password is empty.</exception>
    public SessionCredentials(string username, string password, string? domain = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrEmpty(password);
        UserName = username;
        Password = password;
        Domain = domain;
        Secrets = [password];
    }

    /// <summary>The user's name.</summary>
    public string UserName { get; }

    /// <summary>The path of the user's domain; null for the root domain.</summary>
    public string? Domain { get; }

    /// <summary>
    /// Returns the code of the second factor when the server asks for one (since CloudStack 4.18): from an authenticator, or from a
    /// user at the keyboard, who may take some time. The token fires when the client is disposed. If null (the default), the login
    /// of such a user fails with <see cref="ErrorKind.TwoFactorRequired"/>.
    /// </summary>
    /// <remarks>
    /// A wrong code ends the session that the server has just opened. The call that needed it fails, and the next call logs in and
    /// asks for a code again. If the callback throws an exception, it reaches the caller in a
    /// <see cref="CloudStackTransportException"/>. Unless it's an <see cref="OperationCanceledException"/>, the client calls the
    /// callback again first.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? SecondFactor { get; init; }

    internal string Password { get; }

    internal override IReadOnlyList<string> Secrets { get; }

    /// <summary>The user's name and domain, and nothing of the password.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => Domain is null ? $"user {UserName}" : $"user {UserName} of {Domain}";

    /// <summary>Whether other credentials are for the same user, so that their session can be used.</summary>
    internal bool IsSameUser(SessionCredentials other) =>
        ReferenceEquals(this, other)
        || (UserName == other.UserName && Password == other.Password && Domain == other.Domain);
}
