namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A parameter as it is written in the implementing method.</summary>
internal sealed record MethodParameter(string Type, string Name, string? Default);
