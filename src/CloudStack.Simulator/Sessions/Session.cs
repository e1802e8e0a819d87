namespace CloudStack.Simulator;

/// <summary>A session on the server, from the login until it has been idle for too long.</summary>
internal sealed class Session(string id, string key, SimulatorUser user, bool isVerified)
{
    /// <summary>The value of the cookie <c>JSESSIONID</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The key that each request must repeat in addition to the cookie.</summary>
    public string Key { get; } = key;

    public SimulatorUser User { get; } = user;

    /// <summary>Whether the second factor was given or isn't required.</summary>
    public bool IsVerified { get; set; } = isVerified;

    public DateTimeOffset LastUsed { get; set; }
}
