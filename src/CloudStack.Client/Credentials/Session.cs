namespace CloudStack.Client;

/// <summary>A session that the server has opened: its key, and the cookies that go with it.</summary>
internal sealed class Session(SessionCredentials credentials, string key, SessionCookies cookies)
{
    public SessionCredentials Credentials { get; } = credentials;

    /// <summary>Sent as the parameter <c>sessionkey</c>; servers compare it with the cookie of that name.</summary>
    public string Key { get; } = key;

    public SessionCookies Cookies { get; } = cookies;

    /// <summary>The code that proved the second factor; null if there was none to prove.</summary>
    public string? Code { get; set; }

    public IReadOnlyList<string> Secrets =>
        Code is { } code ? [.. Credentials.Secrets, Key, .. Cookies.Secrets, code] : [.. Credentials.Secrets, Key, .. Cookies.Secrets];

    /// <summary>The user; nothing of the key.</summary>
    public override string ToString() => $"session of {Credentials}";
}
