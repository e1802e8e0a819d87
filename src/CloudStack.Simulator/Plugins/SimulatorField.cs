namespace CloudStack.Simulator;

/// <summary>A field in the response of a command that a test adds to the fake server.</summary>
/// <param name="Name">The field's protocol name.</param>
/// <param name="Type">
/// The type as <c>listApis</c> names it: string, boolean, integer, long, double, date, list or map. If the items of a list are
/// objects, their fields are in <see cref="Fields"/>.
/// </param>
/// <param name="Description">The description that <c>listApis</c> shows.</param>
public sealed record SimulatorField(string Name, string Type = "string", string Description = "")
{
    /// <summary>The fields of the objects in a list; empty for plain values.</summary>
    public IReadOnlyList<SimulatorField> Fields { get; init; } = [];
}
