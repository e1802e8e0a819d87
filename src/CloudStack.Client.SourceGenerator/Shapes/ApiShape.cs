namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>An interface of commands and the class that implements it.</summary>
/// <param name="Shell">Where the class belongs; its name is the class's.</param>
/// <param name="Accessibility">The accessibility of the interface and so of the class.</param>
/// <param name="Interface">The interface with its full name.</param>
/// <param name="IsComplete">Whether every member can be implemented; if not, the class leaves the interface out.</param>
/// <param name="Methods">The methods, those of base interfaces included.</param>
internal sealed record ApiShape(
    TypeShell Shell,
    string Accessibility,
    string Interface,
    bool IsComplete,
    EquatableArray<MethodShape> Methods) : IShape
{
    public string Suffix => "Api";
}
