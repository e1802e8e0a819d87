namespace CloudStack.Simulator;

/// <summary>How an answer is written.</summary>
/// <param name="DateOffset">The server's time zone.</param>
/// <param name="PercentEncoded">Whether every string value is percent-encoded.</param>
internal readonly record struct JsonFormat(TimeSpan DateOffset, bool PercentEncoded);
