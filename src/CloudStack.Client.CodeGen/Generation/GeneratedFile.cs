namespace CloudStack.Client.CodeGen.Generation;

/// <summary>A file of the generated tree.</summary>
/// <param name="Path">Its path below the tree's root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record GeneratedFile(string Path, string Text);
