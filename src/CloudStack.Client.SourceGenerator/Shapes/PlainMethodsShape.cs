namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>The methods of a Refit interface that accept the parameters of their commands individually.</summary>
/// <param name="Shell">Where the class that describes them belongs.</param>
/// <param name="Interface">The full name of the interface.</param>
/// <param name="Methods">The methods, including those of base interfaces.</param>
internal sealed record PlainMethodsShape(TypeShell Shell, string Interface, EquatableArray<PlainMethodShape> Methods) : IShape
{
    public string Suffix => "Commands";
}
