namespace CloudStack.Client;

/// <summary>A session that the server has opened: its key and its cookies.</summary>
/// <param name="credentials">The user.</param>
/// <param name="key">The key.</param>
/// <param name="cookies">The cookies.</param>
/// <param name="openedAt">When the session was opened, in ticks of the clock.</param>
internal sealed class Session(SessionCredentials credentials, string key, SessionCookies cookies, long openedAt)
{
    public SessionCredentials Credentials { get; } = credentials;

    /// <summary>Sent as the parameter <c>sessionkey</c>; servers compare it with the cookie of that name.</summary>
    public string Key { get; } = key;

    public SessionCookies Cookies { get; } = cookies;

    public long OpenedAt { get; } = openedAt;

    /// <summary>The code that proved the second factor; null if none was needed.</summary>
    public string? Code { get; set; }

    public IReadOnlyList<string> Secrets =>
        Code is { } code ? [.. Credentials.Secrets, Key, .. Cookies.Secrets, code] : [.. Credentials.Secrets, Key, .. Cookies.Secrets];

    /// <summary>The user, and nothing of the key.</summary>
    public override string ToString() => $"session of {Credentials}";
}
