namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A request class.</summary>
/// <param name="Shell">Where it belongs.</param>
/// <param name="Command">Its command; null if a base class or a hand-written part specifies it.</param>
/// <param name="WritesParameters">Whether the writer is generated; false if the class has one.</param>
/// <param name="CallsBase">Whether a base class has a hand-written writer that must run as well.</param>
/// <param name="Parameters">Its parameters by wire name.</param>
internal sealed record RequestShape(
    TypeShell Shell,
    CommandShape? Command,
    bool WritesParameters,
    bool CallsBase,
    EquatableArray<ParameterShape> Parameters) : IShape
{
    public string Suffix => "Request";
}
