namespace CloudStack.Simulator;

/// <summary>A domain in the tree below ROOT.</summary>
internal sealed record Domain(string Id, long Number, string Name, string Path)
{
    public bool Contains(Domain other) =>
        other.Path == Path || other.Path.StartsWith(Path + "/", StringComparison.Ordinal);
}
