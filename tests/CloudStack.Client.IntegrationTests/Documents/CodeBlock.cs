namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Label">The text after the opening fence; empty if there is none.</param>
/// <param name="Code">The lines, without a line break after the last.</param>
internal sealed record CodeBlock(string Label, string Code);
