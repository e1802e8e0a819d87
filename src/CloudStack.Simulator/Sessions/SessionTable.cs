namespace CloudStack.Simulator;

/// <summary>The sessions of one server. They are in its memory, so a restart ends them.</summary>
internal sealed class SessionTable(Cloud cloud)
{
    public const string IdCookie = "JSESSIONID";
    public const string KeyCookie = "sessionkey";

    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public Session Open(SimulatorUser user, bool isVerified)
    {
        var session = new Session($"node0{cloud.NewText(26)}.node0", cloud.NewText(27), user, isVerified) { LastUsed = cloud.Uptime };
        _sessions[session.Id] = session;
        return session;
    }

    /// <summary>Finds the session in a request's cookies, unless it has been idle for too long.</summary>
    public Session? Find(string cookies)
    {
        if (Cookie(cookies, IdCookie) is not { } id || !_sessions.TryGetValue(id, out Session? session))
        {
            return null;
        }

        if (cloud.Uptime - session.LastUsed >= cloud.Options.SessionTimeout)
        {
            _sessions.Remove(id);
            return null;
        }

        session.LastUsed = cloud.Uptime;
        return session;
    }

    public void Close(Session session) => _sessions.Remove(session.Id);

    public void Clear() => _sessions.Clear();

    /// <summary>The value of a cookie; null if there is none with that name.</summary>
    public static string? Cookie(string cookies, string name)
    {
        foreach (string item in cookies.Split(';', StringSplitOptions.TrimEntries))
        {
            int equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && item[..equals] == name)
            {
                return item[(equals + 1)..];
            }
        }

        return null;
    }
}
