namespace CloudStack.Simulator;

/// <summary>How a response is written.</summary>
/// <param name="DateOffset">The offset of the server's time zone.</param>
/// <param name="PercentEncoded">Whether every string value is percent-encoded.</param>
internal readonly record struct JsonFormat(TimeSpan DateOffset, bool PercentEncoded);
