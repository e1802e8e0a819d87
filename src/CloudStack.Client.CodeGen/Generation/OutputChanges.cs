namespace CloudStack.Client.CodeGen.Generation;

/// <summary>What became of a folder.</summary>
/// <param name="Files">The files of the tree.</param>
/// <param name="Written">Those that were new or differed.</param>
/// <param name="Deleted">Files that the tree has no more.</param>
internal readonly record struct OutputChanges(int Files, int Written, int Deleted);
