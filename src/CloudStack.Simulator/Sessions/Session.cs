namespace CloudStack.Simulator;

/// <summary>What a login leaves on the server until it is idle for too long.</summary>
internal sealed class Session(string id, string key, SimulatorUser user, bool isVerified)
{
    /// <summary>The value of the cookie <c>JSESSIONID</c>.</summary>
    public string Id { get; } = id;

    /// <summary>What each request must repeat beside the cookie.</summary>
    public string Key { get; } = key;

    public SimulatorUser User { get; } = user;

    /// <summary>Whether the second factor was given, or is not asked for.</summary>
    public bool IsVerified { get; set; } = isVerified;

    public DateTimeOffset LastUsed { get; set; }
}
