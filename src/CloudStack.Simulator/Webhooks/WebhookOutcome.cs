namespace CloudStack.Simulator;

/// <summary>The outcome of a delivery.</summary>
internal sealed record WebhookOutcome(bool Succeeded, string Response, string Headers, DateTimeOffset Started, DateTimeOffset Ended);
