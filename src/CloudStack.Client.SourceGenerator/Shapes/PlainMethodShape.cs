namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A method of a Refit interface that takes the parameters of its command one by one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Base">The request class that stands for its answer, with its full name.</param>
/// <param name="Command">The command.</param>
internal sealed record PlainMethodShape(string Name, string Base, CommandShape Command);
