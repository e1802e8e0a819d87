using System.Reflection;
using System.Text.RegularExpressions;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>A document of the repository, by its path from the root.</summary>
internal sealed partial class Document
{
    private Document(string path)
    {
        Path = path;
        Text = File.ReadAllText(System.IO.Path.Combine(Repository, path)).ReplaceLineEndings("\n");
        Blocks = [.. Fence().Matches(Text).Select(match => new CodeBlock(match.Groups["label"].Value, match.Groups["code"].Value.TrimEnd()))];
    }

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } =
        typeof(Document).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!;

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public string TextWithoutBlocks => Fence().Replace(Text, "");

    /// <summary>The targets of the links, except those in code.</summary>
    public IEnumerable<string> Links => Link().Matches(TextWithoutBlocks).Select(match => match.Groups[1].Value);

    /// <summary>The anchors of the headings.</summary>
    public IEnumerable<string> Anchors =>
        Heading().Matches(TextWithoutBlocks).Select(match => NotInAnchors().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The paragraphs and tables, including code blocks, each on one line.</summary>
    public IEnumerable<string> Paragraphs => Gap().Split(Text).Select(paragraph => Space().Replace(paragraph, " ").Trim());

    /// <summary>The guide, its pages, the documents of the projects that users see, and those that GitHub shows.</summary>
    public static IEnumerable<string> AllPaths() =>
        new[] { "README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md" }.Concat(new[] { "src", "samples", "tests" }
            .SelectMany(folder => Directory.GetDirectories(System.IO.Path.Combine(Repository, folder)))
            .Select(folder => System.IO.Path.Combine(folder, "README.md"))
            .Where(File.Exists)
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Repository, "src/CloudStack.Client/docs")))
            .Select(path => System.IO.Path.GetRelativePath(Repository, path).Replace('\\', '/'))
            .Order());

    public static Document Read(string path) => new(path);

    public override string ToString() => Path;

    [GeneratedRegex(@"^```(?<label>\S*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
