namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A method of an interface.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ReturnType">Its return type, with full names.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ExplicitInterface">The interface, where an implicit implementation would not do.</param>
/// <param name="Holder">The name of the nested class that holds the descriptor.</param>
/// <param name="Command">The command; null if the declaration is at fault, which a diagnostic says.</param>
internal sealed record MethodShape(
    string Name,
    string ReturnType,
    EquatableArray<MethodParameter> Parameters,
    string? ExplicitInterface,
    string Holder,
    CommandShape? Command);
