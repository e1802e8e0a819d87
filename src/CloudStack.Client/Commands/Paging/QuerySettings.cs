namespace CloudStack.Client;

/// <summary>The settings that the queries of a client share.</summary>
/// <param name="Commands">Sends the requests for pages.</param>
/// <param name="PageSize">How many items a page should have.</param>
/// <param name="Polling">The settings for waits.</param>
/// <param name="TimeProvider">Provides the time.</param>
internal sealed record QuerySettings(HttpMessageInvoker Commands, int PageSize, PollingOptions Polling, TimeProvider TimeProvider);
