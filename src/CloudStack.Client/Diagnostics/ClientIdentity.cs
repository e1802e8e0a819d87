namespace CloudStack.Client.Diagnostics;

/// <summary>Which client a measurement or an activity is of.</summary>
/// <param name="Host">The host of its endpoint.</param>
/// <param name="Port">The port of its endpoint.</param>
/// <param name="Name">The name under which it was registered; null if it has none.</param>
internal sealed record ClientIdentity(string Host, int Port, string? Name);
