using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Finds groups for commands that only the server has.</summary>
internal sealed class GroupBook
{
    private readonly List<CatalogGroup> _groups;
    private readonly Dictionary<string, string> _byNoun;
    private readonly Dictionary<string, string> _new = new(StringComparer.Ordinal);
    private readonly PascalWords _words;

    public GroupBook(ApiCatalog catalog, PascalWords words)
    {
        _words = words;
        _groups = [.. catalog.Groups];
        _byNoun = catalog.Commands
            .GroupBy(command => Nouns.Of(command.Name), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                commands => commands.Key,
                commands => commands.GroupBy(command => command.Group).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key,
                StringComparer.OrdinalIgnoreCase);
        foreach (CatalogGroup group in catalog.Groups)
        {
            _byNoun.TryAdd(group.Pascal, group.Name);
        }
    }

    public IReadOnlyList<CatalogGroup> Groups => [.. _groups.OrderBy(group => group.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The group of a command: that of the known commands about the same thing, or of those that return the same class;
    /// otherwise a new one, together with the other new commands about the same thing or a part of it.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="related">Groups of the known commands that return the same class.</param>
    /// <param name="newNouns">What the new commands are about.</param>
    public string Of(string command, IEnumerable<string> related, IEnumerable<string> newNouns)
    {
        string noun = Nouns.Of(command);
        if (_byNoun.TryGetValue(noun, out string? known))
        {
            return known;
        }

        string? likely = related.GroupBy(group => group).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        if (likely is not null)
        {
            return likely;
        }

        string stem = newNouns.Where(other => IsBeginning(other, noun)).MinBy(other => other.Length) ?? noun;
        return _new.TryGetValue(stem, out string? existing) ? existing : _new[stem] = Add(stem);
    }

    private string Add(string noun)
    {
        string pascal = _words.OfCommand(noun);
        HashSet<string> taken = [.. _groups.Select(group => group.Name), .. _groups.Select(group => group.ClientProperty)];
        string name = FreeName.Take(pascal, "Group", taken);
        _groups.Add(new CatalogGroup { Name = name, Pascal = name, ClientProperty = FreeName.Take(Nouns.Plural(name), "Group", taken) });
        return name;
    }

    /// <summary>Whether a noun begins with the words of another: <c>RackUnit</c> is a part of <c>Rack</c>.</summary>
    private static bool IsBeginning(string other, string noun) =>
        noun.StartsWith(other, StringComparison.Ordinal) && (noun.Length == other.Length || char.IsUpper(noun[other.Length]));
}
