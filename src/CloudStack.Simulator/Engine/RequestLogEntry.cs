namespace CloudStack.Simulator;

/// <summary>A request that the fake server received.</summary>
/// <param name="At">When it arrived, by the engine's clock.</param>
/// <param name="Method">The HTTP verb.</param>
/// <param name="Command">The command; null if none was named.</param>
/// <param name="Parameters">All parameters under their names as sent, signature included.</param>
/// <param name="AccountName">The account that the API key belongs to; null if it was not accepted.</param>
/// <param name="Status">The HTTP status of the answer, whether or not it arrived.</param>
/// <param name="WasExecuted">
/// True if the command did its work or its job was accepted. A request that a fault kept away was not executed; one
/// whose answer was lost was.
/// </param>
/// <param name="Fault">The fault that hit it; null for none.</param>
public sealed record RequestLogEntry(
    DateTimeOffset At,
    string Method,
    string? Command,
    IReadOnlyDictionary<string, string> Parameters,
    string? AccountName,
    int Status,
    bool WasExecuted,
    Fault? Fault);
