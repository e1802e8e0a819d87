using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Names the classes of records: one class for parameters with the same name and the same entries.</summary>
internal sealed class EntryTypes
{
    private readonly Dictionary<(string Command, string Parameter), EntryType> _types = [];

    public EntryTypes(IEnumerable<CatalogCommand> commands, NameOverrides overrides)
    {
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (CatalogCommand command in commands)
        {
            foreach (CatalogParameter parameter in command.Params.Where(parameter => parameter.MapStyle == "records"))
            {
                EntryType type = new(
                    overrides.Entries.GetValueOrDefault($"{command.Name}.{parameter.Name}")
                        ?? overrides.Entries.GetValueOrDefault(parameter.Name)
                        ?? Stem(parameter.Pascal) + "Entry",
                    parameter.MapKeys ?? [],
                    parameter.OpenKeys);
                if (!taken.TryAdd(type.Name, type.Signature) && taken[type.Name] != type.Signature)
                {
                    type = type with { Name = command.Pascal + type.Name };
                    taken[type.Name] = type.Signature;
                }

                _types.Add((command.Name, parameter.Name), type);
            }
        }
    }

    /// <summary>Each class once, by name.</summary>
    public IEnumerable<EntryType> All => _types.Values.DistinctBy(type => type.Name).OrderBy(type => type.Name, StringComparer.Ordinal);

    public EntryType Of(CatalogCommand command, CatalogParameter parameter) => _types[(command.Name, parameter.Name)];

    /// <summary>The singular: <c>NodeOfferings</c> and <c>NicNetworkList</c> without the ending that makes them plural.</summary>
    private static string Stem(string name)
    {
        foreach (string ending in (ReadOnlySpan<string>)["List", "Map"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length)
            {
                return name[..^ending.Length];
            }
        }

        return name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) && name.Length > 2 ? name[..^1] : name;
    }
}
