using System.Text;
using System.Text.RegularExpressions;
using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Naming;

/// <summary>
/// Creates C# names for what the catalog doesn't name: the entries of records, known values, and the commands of a server's own
/// plug-ins. Known wire names keep their C# name. If a name has capitals, they determine its words. A lowercase name is split into
/// words that the catalog's own names contain.
/// </summary>
internal sealed partial class PascalWords
{
    private static readonly string[] Endings = ["s", "d", "r", "ed", "er", "ing", "ion"];

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly Dictionary<string, string> _spelling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _cost = new(StringComparer.Ordinal);
    private readonly int _longest;

    public PascalWords(ApiCatalog catalog, NameOverrides overrides)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        Dictionary<(string Word, string Spelling), int> spellings = [];
        foreach ((string wire, string pascal) in Names(catalog))
        {
            _known.TryAdd(wire, pascal);
            foreach (Match match in Word().Matches(pascal))
            {
                string word = match.Value.ToLowerInvariant();
                counts[word] = counts.GetValueOrDefault(word) + 1;
                spellings[(word, match.Value)] = spellings.GetValueOrDefault((word, match.Value)) + 1;
            }
        }

        _given = overrides.Words;
        foreach ((string wire, string pascal) in _given)
        {
            _known[wire] = pascal;
        }

        double total = counts.Values.Sum();
        foreach ((string word, int count) in counts)
        {
            // Single letters are words only if nothing else matches.
            _cost[word] = -Math.Log(count / total) + (word.Length == 1 ? 12 : 0);
            _longest = Math.Max(_longest, word.Length);
        }

        // An inflected word is a word, not a known one followed by extra letters.
        foreach ((string word, int count) in counts.Where(pair => pair.Key.Length > 3))
        {
            foreach (string ending in Endings)
            {
                string stem = ending[0] is 'i' && word[^1] == 'e' ? word[..^1] : word;
                if (_cost.TryAdd(stem + ending, -Math.Log(count / total) + 3))
                {
                    _longest = Math.Max(_longest, stem.Length + ending.Length);
                }
            }
        }

        foreach (((string word, string spelling), _) in spellings.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Spelling, StringComparer.Ordinal))
        {
            _spelling.TryAdd(word, spelling);
        }
    }

    /// <summary>The C# name of a wire name.</summary>
    public string Of(string wireName) => _known.TryGetValue(wireName, out string? known) ? known : Spell(wireName);

    /// <summary>The C# name of a command, whose own capitals show where words begin.</summary>
    public string OfCommand(string command) => Spell(command);

    /// <summary>The C# name of a value that may be written in capitals and underscores.</summary>
    public string OfValue(string value)
    {
        if (_given.TryGetValue(value, out string? given))
        {
            return given;
        }

        if (!value.Any(char.IsLetter) || value.Any(char.IsLower))
        {
            return Spell(value);
        }

        return string.Concat(value.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part =>
            _spelling.GetValueOrDefault(part.ToLowerInvariant(), char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant())));
    }

    private static IEnumerable<(string Wire, string Pascal)> Names(ApiCatalog catalog) =>
        catalog.Commands.SelectMany(command => command.Params.Select(parameter => (parameter.Name, parameter.Pascal)))
            .Concat(catalog.Responses.SelectMany(response => response.Fields.Select(field => (field.Name, field.Pascal))))
            // A field with the name of its class has a different C# name only in that class.
            .Where(name => string.Equals(name.Name, name.Pascal, StringComparison.OrdinalIgnoreCase) || name.Name.Contains('_', StringComparison.Ordinal))
            .Distinct();

    private string Spell(string name)
    {
        StringBuilder text = new(name.Length);
        bool hasCapitals = name.Any(char.IsUpper);
        foreach (Match chunk in Chunk().Matches(name))
        {
            string lower = chunk.Value.ToLowerInvariant();
            foreach (string word in hasCapitals ? [lower] : Cut(lower))
            {
                text.Append(_spelling.TryGetValue(word, out string? spelling) ? spelling : char.ToUpperInvariant(word[0]) + word[1..]);
            }
        }

        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? "_" + text : text.ToString();
    }

    /// <summary>The cheapest way to split a text into known words; letters that belong to none stay together.</summary>
    private List<string> Cut(string text)
    {
        const double UnknownLetter = 14;
        double[] best = new double[text.Length + 1];
        int[] start = new int[text.Length + 1];
        Array.Fill(best, double.PositiveInfinity, 1, text.Length);
        for (int end = 1; end <= text.Length; end++)
        {
            for (int length = 1; length <= end; length++)
            {
                int begin = end - length;
                double cost = length <= _longest && _cost.TryGetValue(text.Substring(begin, length), out double known)
                    ? known
                    : 6 + (UnknownLetter * Math.Sqrt(length));
                if (best[begin] + cost < best[end])
                {
                    (best[end], start[end]) = (best[begin] + cost, begin);
                }
            }
        }

        List<string> words = [];
        for (int end = text.Length; end > 0; end = start[end])
        {
            words.Insert(0, text[start[end]..end]);
        }

        return words;
    }

    [GeneratedRegex("IPv[46]|[A-Z]{2}s?(?![a-z])|[A-Z][a-z0-9]+|[A-Z0-9]+|[a-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("IPv[46]|[A-Z]+s?(?![a-z])|[A-Z]?[a-z0-9]+")]
    private static partial Regex Chunk();
}
