namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>
/// An example as it is compiled: the lines between <c>// README: name</c> and <c>// README: end</c>, without indentation. Parts
/// with the same name in a file form one example, with an empty line between them.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Code">The lines, without a line break after the last.</param>
internal sealed record CompiledExample(string Name, string Code)
{
    private const string Marker = "// README: ";

    /// <summary>Programs that are built only from the packages, by .ci/packages.</summary>
    private static readonly string Programs = Path.Combine(Document.Repository, "tests", "Packages") + Path.DirectorySeparatorChar;

    public static IReadOnlyList<CompiledExample> ReadAll() =>
    [
        .. Directory.GetFiles(Path.Combine(Document.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "Examples" || path.StartsWith(Programs, StringComparison.Ordinal))
            .SelectMany(path => Read(File.ReadAllLines(path))),
    ];

    private static IEnumerable<CompiledExample> Read(string[] lines)
    {
        List<(string Name, string Code)> parts = [];
        for (int start = 0; start < lines.Length; start++)
        {
            string line = lines[start].TrimStart();
            if (line.StartsWith(Marker, StringComparison.Ordinal))
            {
                int margin = lines[start].Length - line.Length;
                int end = Array.FindIndex(lines, start, text => text.Trim() == $"{Marker}end");
                IEnumerable<string> code = lines[(start + 1)..end].Select(text => text.Length > margin ? text[margin..] : "");
                parts.Add((line[Marker.Length..], string.Join('\n', code).TrimEnd()));
                start = end;
            }
        }

        return parts.GroupBy(part => part.Name).Select(group => new CompiledExample(group.Key, string.Join("\n\n", group.Select(part => part.Code))));
    }
}
