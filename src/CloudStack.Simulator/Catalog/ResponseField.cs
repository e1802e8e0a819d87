namespace CloudStack.Simulator;

/// <summary>A field of an answer's class: its name on the wire and its declared type.</summary>
internal sealed record ResponseField(string Name, string Type);
