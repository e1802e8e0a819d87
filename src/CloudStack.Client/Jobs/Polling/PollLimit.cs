namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The timeout of one poll. A connection that hangs is noticed soon. For a slow server, the timeout doubles after each poll that it
/// didn't answer. No poll takes longer than the read timeout.
/// </summary>
/// <param name="belongsToCall">Whether a call queries its own job, so that the polls are part of the call's trace.</param>
internal sealed class PollLimit(bool belongsToCall = false)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public TimeSpan Value { get; private set; } = First;

    public bool BelongsToCall { get; } = belongsToCall;

    /// <summary>Records how long an answered poll took.</summary>
    public void Note(TimeSpan took)
    {
        if (Value > First && took * 4 < Value)
        {
            Value /= 2;
        }
    }

    /// <summary>Records why a poll failed.</summary>
    public void Note(Exception failure)
    {
        if (failure is CloudStackTransportException { TimedOut: true })
        {
            Value = Value * 2 < Longest ? Value * 2 : Longest;
        }
    }
}
