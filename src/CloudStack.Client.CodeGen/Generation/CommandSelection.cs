using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Selects the requested commands.</summary>
internal static class CommandSelection
{
    /// <exception cref="ToolException">A requested group or command does not exist, or nothing is selected.</exception>
    public static IReadOnlyList<CatalogCommand> Select(ApiCatalog catalog, GenerationOptions options)
    {
        HashSet<string> groups = new(StringComparer.OrdinalIgnoreCase);
        foreach (string wanted in options.Groups)
        {
            CatalogGroup group = catalog.Groups.FirstOrDefault(group =>
                    string.Equals(group.Name, wanted, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(group.ClientProperty, wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new ToolException($"There is no group '{wanted}'. The groups are: {string.Join(", ", catalog.Groups.Select(group => group.Name))}.");
            groups.Add(group.Name);
        }

        HashSet<string> commands = new(options.Commands, StringComparer.Ordinal);
        if (commands.FirstOrDefault(wanted => !catalog.Commands.Any(command => command.Name == wanted)) is { } missing)
        {
            throw new ToolException($"The catalog has no command '{missing}'; names are case-sensitive.");
        }

        HashSet<string> known = options is { OnlyNew: true, Sdk: { } sdk }
            ? [.. sdk.Commands.Select(command => command.Name)]
            : [];
        List<CatalogCommand> selected = [.. catalog.Commands
            .Where(command => (groups.Count == 0 && commands.Count == 0) || groups.Contains(command.Group) || commands.Contains(command.Name))
            .Where(command => !known.Contains(command.Name))
            .OrderBy(command => command.Name, StringComparer.Ordinal)];
        return selected.Count > 0 ? selected : throw new ToolException(options.OnlyNew
            ? "Nothing to generate: the SDK already declares every requested command."
            : "Nothing to generate: the catalog has no such commands.");
    }
}
