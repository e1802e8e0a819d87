namespace CloudStack.Client;

/// <summary>
/// A user name and a password. The client logs in with them by itself, at the first call and again whenever the server has
/// ended the session (by default after 30 min without a call), and logs out when it is disposed asynchronously.
/// </summary>
/// <remarks>
/// <para>
/// Prefer API keys where there is a choice: sessions live in the memory of one management server and need a load balancer
/// that keeps to it. Requests of a session always go by POST, because its key must not stand in an address.
/// </para>
/// <para>
/// A refused login stands for 30 s: calls in that time fail with its error and do not try again, because servers lock
/// accounts after a few wrong passwords (5 by default).
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
    /// Gives the code of the second factor when the server asks for one (servers since 4.18): from an authenticator, or from
    /// the person at the keyboard, who may take time. Its token fires when the client is disposed. Null (the default)
    /// lets the login of such a user end with <see cref="ErrorKind.TwoFactorRequired"/>.
    /// </summary>
    /// <remarks>
    /// A wrong code ends the session that the server has just begun; the call that needed it fails, and the next one logs in
    /// and asks for a code again. What the callback throws reaches the caller in a <see cref="CloudStackTransportException"/>. It is
    /// asked again first, unless it was an <see cref="OperationCanceledException"/>.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? SecondFactor { get; init; }

    internal string Password { get; }

    internal override IReadOnlyList<string> Secrets { get; }

    /// <summary>The user's name and domain; nothing of the password.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => Domain is null ? $"user {UserName}" : $"user {UserName} of {Domain}";

    /// <summary>Whether a session of the others is one of these, too.</summary>
    internal bool IsSameUser(SessionCredentials other) =>
        ReferenceEquals(this, other)
        || (UserName == other.UserName && Password == other.Password && Domain == other.Domain);
}
