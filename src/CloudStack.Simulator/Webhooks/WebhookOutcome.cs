namespace CloudStack.Simulator;

/// <summary>What became of a delivery.</summary>
internal sealed record WebhookOutcome(bool Succeeded, string Response, string Headers, DateTimeOffset Started, DateTimeOffset Ended);
