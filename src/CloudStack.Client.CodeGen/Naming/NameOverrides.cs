using System.Text.Json;
using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Naming;

/// <summary>Names and facts that no rule produces, stored in <c>overrides.json</c>.</summary>
internal sealed record NameOverrides
{
    /// <summary>Class names of enumerations, by their name in the catalog.</summary>
    public IReadOnlyDictionary<string, string> Enums { get; init; } = new Dictionary<string, string>();

    /// <summary>Class names of map records, by <c>command.parameter</c> or by the parameter alone.</summary>
    public IReadOnlyDictionary<string, string> Entries { get; init; } = new Dictionary<string, string>();

    /// <summary>C# names, by the name on the wire.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>When a command returns its second class, by <c>command.class</c>.</summary>
    public IReadOnlyDictionary<string, string> Alternatives { get; init; } = new Dictionary<string, string>();

    /// <summary>Commands that editors don't offer, and why.</summary>
    public IReadOnlyDictionary<string, string> Hidden { get; init; } = new Dictionary<string, string>();

    /// <summary>Parameters that contain secrets although their names don't indicate it: <c>command.parameter</c>, or the parameter alone.</summary>
    public IReadOnlyList<string> SensitiveParameters { get; init; } = [];

    public bool IsSensitive(string command, string parameter) =>
        SensitiveParameters.Contains(parameter, StringComparer.OrdinalIgnoreCase) || SensitiveParameters.Contains($"{command}.{parameter}", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the overrides that are built into the tool.</summary>
    public static NameOverrides LoadBuiltIn()
    {
        using Stream stream = typeof(NameOverrides).Assembly.GetManifestResourceStream("overrides.json")
            ?? throw new InvalidOperationException("The built-in overrides are missing.");
        return JsonSerializer.Deserialize(stream, CatalogJson.Default.NameOverrides)!;
    }
}
