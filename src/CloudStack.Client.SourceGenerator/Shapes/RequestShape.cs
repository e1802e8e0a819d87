namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A request class.</summary>
/// <param name="Shell">Where it belongs.</param>
/// <param name="CallsBase">Whether a base class has a hand-written writer that must run as well.</param>
/// <param name="Parameters">Its parameters by wire name.</param>
internal sealed record RequestShape(TypeShell Shell, bool CallsBase, EquatableArray<ParameterShape> Parameters) : IShape
{
    public string Suffix => "Request";
}
