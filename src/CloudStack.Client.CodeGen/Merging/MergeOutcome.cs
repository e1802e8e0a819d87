using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>A merged catalog, and what the server changed in it.</summary>
internal sealed record MergeOutcome
{
    public required ApiCatalog Catalog { get; init; }

    /// <summary>Commands that only the server has.</summary>
    public required IReadOnlyList<string> NewCommands { get; init; }

    /// <summary>Commands that the server doesn't report.</summary>
    public required IReadOnlyList<string> MissingCommands { get; init; }

    public required int NewParameters { get; init; }

    public required int NewFields { get; init; }

    public required int NewClasses { get; init; }
}
