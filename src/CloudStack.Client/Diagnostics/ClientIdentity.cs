namespace CloudStack.Client.Diagnostics;

/// <summary>The client that a measurement or an activity belongs to.</summary>
/// <param name="Host">The host of its endpoint.</param>
/// <param name="Port">The port of its endpoint.</param>
/// <param name="Name">The name it was registered under; null if it has none.</param>
internal sealed record ClientIdentity(string Host, int Port, string? Name);
