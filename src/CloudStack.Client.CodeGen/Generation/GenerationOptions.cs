using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>What is generated from a catalog, and for which assembly.</summary>
internal sealed record GenerationOptions
{
    /// <summary>The namespace of the declarations; null generates the SDK itself, with its groups on the client.</summary>
    public string? Namespace { get; init; }

    /// <summary>The groups to generate, by name or client property; empty for all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The commands to generate, by name; empty for all.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Leaves out the commands that the SDK already declares.</summary>
    public bool OnlyNew { get; init; }

    /// <summary>The catalog of the SDK, whose classes declarations of another assembly can use.</summary>
    public ApiCatalog? Sdk { get; init; }
}
