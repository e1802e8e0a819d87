namespace CloudStack.Simulator;

/// <summary>A request that the fake server received.</summary>
/// <param name="At">When it arrived, by the engine's clock.</param>
/// <param name="Method">The HTTP verb.</param>
/// <param name="Command">The command; null if the request named none.</param>
/// <param name="Parameters">All parameters under their names as sent, including the signature.</param>
/// <param name="AccountName">The account that the API key belongs to; null if the key was not accepted.</param>
/// <param name="Status">The HTTP status of the response, whether or not it arrived.</param>
/// <param name="WasExecuted">
/// True if the command did its work or its job was accepted. A request that a fault dropped was not executed; a request whose
/// response was lost was executed.
/// </param>
/// <param name="Fault">The fault that affected the request; null for none.</param>
public sealed record RequestLogEntry(
    DateTimeOffset At,
    string Method,
    string? Command,
    IReadOnlyDictionary<string, string> Parameters,
    string? AccountName,
    int Status,
    bool WasExecuted,
    Fault? Fault);
