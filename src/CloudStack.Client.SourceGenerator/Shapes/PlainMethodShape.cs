namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A method of a Refit interface that accepts the parameters of its command individually.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Base">The full name of the request class that represents its response.</param>
/// <param name="Command">The command.</param>
internal sealed record PlainMethodShape(string Name, string Base, CommandShape Command);
