namespace CloudStack.Client;

/// <summary>What the queries of a client have in common.</summary>
/// <param name="Commands">Sends their pages.</param>
/// <param name="PageSize">How many items a page shall have.</param>
/// <param name="Polling">The settings for waits.</param>
/// <param name="TimeProvider">Tells the time.</param>
internal sealed record QuerySettings(HttpMessageInvoker Commands, int PageSize, PollingOptions Polling, TimeProvider TimeProvider);
