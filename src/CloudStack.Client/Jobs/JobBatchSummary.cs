namespace CloudStack.Client;

/// <summary>What became of a batch, in numbers.</summary>
/// <param name="Succeeded">Jobs that succeeded.</param>
/// <param name="Failed">Jobs that failed.</param>
/// <param name="Unknown">Jobs whose outcome nobody can tell.</param>
/// <param name="NotSubmitted">Inputs whose submit failed.</param>
/// <param name="StillRunning">Jobs whose wait ended before they did.</param>
/// <param name="IsCanceled">Whether the token ended the batch, so that inputs may be left that were never submitted.</param>
public sealed record JobBatchSummary(int Succeeded, int Failed, int Unknown, int NotSubmitted, int StillRunning, bool IsCanceled)
{
    /// <summary>The inputs that were taken up.</summary>
    public int Total => Succeeded + Failed + Unknown + NotSubmitted + StillRunning;
}
