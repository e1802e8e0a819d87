using System.Text.RegularExpressions;

namespace CloudStack.Client.CodeGen.Glossary;

/// <summary>
/// The meanings of parameters and fields. A line contains a name, or a pattern of commands or classes and a name
/// (<c>list*/zoneid</c>), and the meaning. If several lines match, the one with the most specific pattern applies. <c>[Zone]</c> in a
/// meaning links to a class.
/// </summary>
internal sealed partial class Meanings
{
    private readonly Dictionary<string, List<Line>> _lines = new(StringComparer.Ordinal);

    private Meanings(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split('\t');
            int slash = parts[0].LastIndexOf('/');
            string name = parts[0][(slash + 1)..];
            if (!_lines.TryGetValue(name, out List<Line>? lines))
            {
                _lines.Add(name, lines = []);
            }

            lines.Add(new Line(slash < 0 ? "*" : parts[0][..slash], parts[1]));
        }
    }

    public static Meanings OfParameters { get; } = Load("parameters.tsv");

    public static Meanings OfFields { get; } = Load("fields.tsv");

    /// <summary>Reads a glossary.</summary>
    public static Meanings Read(TextReader reader) => new(reader);

    /// <summary>The meaning of a name; null if it's unknown.</summary>
    /// <param name="owner">The command of a parameter, or the server's name for the class of a field.</param>
    /// <param name="name">The name on the wire.</param>
    public string? Find(string owner, string name) => !_lines.TryGetValue(name, out List<Line>? lines)
        ? null
        : lines.Where(line => line.Fits(owner)).MaxBy(line => line.Pattern.Count(c => c != '*'))?.Meaning;

    /// <summary>Converts a meaning to XML: <c>[Zone]</c> becomes a link, and text between backticks becomes code.</summary>
    /// <param name="meaning">The meaning.</param>
    /// <param name="link">Creates the link to a class of the SDK.</param>
    public static string ToXml(string meaning, Func<string, string> link) => MarkPattern().Replace(
        Generation.Xml.Text(meaning),
        match => match.Groups[1].Success ? link(match.Groups[1].Value) : $"<c>{match.Groups[2].Value}</c>");

    [GeneratedRegex(@"\[(\w+)\]|`([^`]+)`")]
    private static partial Regex MarkPattern();

    private static Meanings Load(string resource)
    {
        using Stream stream = typeof(Meanings).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The tool was built without {resource}.");
        using StreamReader reader = new(stream);
        return new Meanings(reader);
    }

    private sealed record Line(string Pattern, string Meaning)
    {
        public bool Fits(string owner)
        {
            string[] pieces = Pattern.Split('*');
            if (pieces.Length == 1)
            {
                return owner == Pattern;
            }

            if (!owner.StartsWith(pieces[0], StringComparison.Ordinal) || !owner.EndsWith(pieces[^1], StringComparison.Ordinal))
            {
                return false;
            }

            int at = pieces[0].Length;
            foreach (string piece in pieces[1..^1])
            {
                int found = owner.IndexOf(piece, at, StringComparison.Ordinal);
                if (found < 0)
                {
                    return false;
                }

                at = found + piece.Length;
            }

            return at <= owner.Length - pieces[^1].Length;
        }
    }
}
