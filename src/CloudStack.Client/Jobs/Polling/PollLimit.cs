namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// How long one poll may take. A connection that hangs is noticed soon, and a server that is slow is given twice the time after each
/// poll that it did not answer; no poll takes longer than a read may.
/// </summary>
/// <param name="belongsToCall">Whether a call asks for its own job, so that the polls are in the call's trace.</param>
internal sealed class PollLimit(bool belongsToCall = false)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public TimeSpan Value { get; private set; } = First;

    public bool BelongsToCall { get; } = belongsToCall;

    /// <summary>Takes in how long a poll took that was answered.</summary>
    public void Note(TimeSpan took)
    {
        if (Value > First && took * 4 < Value)
        {
            Value /= 2;
        }
    }

    /// <summary>Takes in why a poll failed.</summary>
    public void Note(Exception failure)
    {
        if (failure is CloudStackTransportException { TimedOut: true })
        {
            Value = Value * 2 < Longest ? Value * 2 : Longest;
        }
    }
}
