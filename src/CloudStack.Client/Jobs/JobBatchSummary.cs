namespace CloudStack.Client;

/// <summary>The outcome of a batch, in numbers.</summary>
/// <param name="Succeeded">The jobs that succeeded.</param>
/// <param name="Failed">The jobs that failed.</param>
/// <param name="Unknown">The jobs whose outcome is unknown.</param>
/// <param name="NotSubmitted">The inputs whose submission failed.</param>
/// <param name="StillRunning">The jobs whose wait ended before they did.</param>
/// <param name="IsCanceled">Whether the token canceled the batch. If so, some inputs may never have been submitted.</param>
public sealed record JobBatchSummary(int Succeeded, int Failed, int Unknown, int NotSubmitted, int StillRunning, bool IsCanceled)
{
    /// <summary>The number of inputs that were processed.</summary>
    public int Total => Succeeded + Failed + Unknown + NotSubmitted + StillRunning;
}
