namespace CloudStack.Client;

/// <summary>
/// The root of everything: one account on one cloud. Thread-safe; make one and keep it. Later minor versions may add
/// members.
/// </summary>
public partial interface ICloudStackClient
{
    /// <summary>The address of the API.</summary>
    Uri Endpoint { get; }

    /// <summary>
    /// A copy of the client's defaults for waits; <c>client.Polling with { Timeout = … }</c> changes one of them for one wait.
    /// </summary>
    PollingOptions Polling { get; }

    /// <summary>Jobs as such: the way back to a job from a token or an id.</summary>
    IJobClient Jobs { get; }

    /// <summary>The one door for any command, typed or not; own interfaces are built on it.</summary>
    ICommandClient Commands { get; }
}
