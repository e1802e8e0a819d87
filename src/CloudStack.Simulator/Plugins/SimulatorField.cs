namespace CloudStack.Simulator;

/// <summary>A field in the answer of a command that a test adds to the fake server.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">
/// Its type as <c>listApis</c> names it: string, boolean, integer, long, double, date, list or map. A list whose items are
/// objects names their fields in <see cref="Fields"/>.
/// </param>
/// <param name="Description">What <c>listApis</c> says about it.</param>
public sealed record SimulatorField(string Name, string Type = "string", string Description = "")
{
    /// <summary>The fields of the objects in a list; empty for plain values.</summary>
    public IReadOnlyList<SimulatorField> Fields { get; init; } = [];
}
