namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>The methods of a Refit interface that take the parameters of their commands one by one.</summary>
/// <param name="Shell">Where the class belongs that tells of them.</param>
/// <param name="Interface">The interface with its full name.</param>
/// <param name="Methods">The methods, those of base interfaces included.</param>
internal sealed record PlainMethodsShape(TypeShell Shell, string Interface, EquatableArray<PlainMethodShape> Methods) : IShape
{
    public string Suffix => "Commands";
}
