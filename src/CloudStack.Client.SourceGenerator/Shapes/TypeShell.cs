namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>Where a generated part belongs: its namespace and the headers of the types around it.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">The headers of the containing types from the outside in, such as <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Header">The keyword and the name with its type parameters, such as <c>class Zone</c>.</param>
/// <param name="Name">The simple name.</param>
/// <param name="FullName">Namespace, containers and name in a form that is valid in a file name.</param>
internal sealed record TypeShell(string Namespace, EquatableArray<string> Containers, string Header, string Name, string FullName);
