namespace CloudStack.Client.CodeGen.Generation;

/// <summary>The changes in a folder.</summary>
/// <param name="Files">The number of files in the tree.</param>
/// <param name="Written">The number of files that were new or different.</param>
/// <param name="Deleted">The number of files that are no longer in the tree.</param>
internal readonly record struct OutputChanges(int Files, int Written, int Deleted);
