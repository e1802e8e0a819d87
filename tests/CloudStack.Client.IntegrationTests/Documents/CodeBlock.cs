namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Label">What stands behind the opening fence; empty for nothing.</param>
/// <param name="Code">The lines, without a line end behind the last.</param>
internal sealed record CodeBlock(string Label, string Code);
