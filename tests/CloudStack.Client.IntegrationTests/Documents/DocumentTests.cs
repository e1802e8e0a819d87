using System.Text.RegularExpressions;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>Code in documents is compiled, and links lead to existing targets.</summary>
internal sealed partial class DocumentTests
{
    private static readonly IReadOnlyList<CompiledExample> Examples = CompiledExample.ReadAll();

    private static IEnumerable<string> Paths => Document.AllPaths();

    private static IEnumerable<string> PackagePaths => Paths.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith("/README.md", StringComparison.Ordinal));

    [TestCaseSource(nameof(Paths))]
    public void Every_block_of_code_has_a_compiled_twin(string path)
    {
        string[] compiled = [.. Examples.Select(example => example.Code)];
        IEnumerable<string> blocks = Document.Read(path).Blocks.Where(block => block.Label == "csharp").Select(block => block.Code);

        Assert.That(blocks, Is.SubsetOf(compiled), "Mark the same lines in a file under tests/*/Examples or tests/Packages with '// README: name' and '// README: end'.");
    }

    [TestCaseSource(nameof(Paths))]
    public void Code_is_labelled_as_code(string path)
    {
        string[] unlabelled = [.. Document.Read(path).Blocks.Where(block => block.Label != "csharp" && LooksLikeCode().IsMatch(block.Code)).Select(block => block.Code)];

        Assert.That(unlabelled, Is.Empty);
    }

    [Test]
    public void Every_compiled_example_is_shown_in_a_document()
    {
        string[] shown = [.. Paths.SelectMany(path => Document.Read(path).Blocks).Select(block => block.Code)];

        Assert.That(Examples.Where(example => !shown.Contains(example.Code)).Select(example => example.Name), Is.Empty);
    }

    [TestCaseSource(nameof(Paths))]
    public void Every_link_leads_to_something(string path)
    {
        Document document = Document.Read(path);
        string folder = Path.GetDirectoryName(Path.Combine(Document.Repository, path))!;

        Assert.That(document.Links.Where(link => !LeadsSomewhere(document, folder, link)), Is.Empty);
    }

    [TestCaseSource(nameof(PackagePaths))]
    public void A_document_that_travels_in_a_package_needs_no_repository(string path) =>
        Assert.That(Document.Read(path).Links.Where(link => !link.StartsWith('#') && !link.StartsWith("https://", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void No_paragraph_stands_in_two_documents()
    {
        string[] repeated =
        [
            .. Paths.Select(Document.Read)
                .SelectMany(document => document.Paragraphs.Where(paragraph => paragraph.Length >= 200).Distinct().Select(paragraph => (document.Path, Paragraph: paragraph)))
                .GroupBy(found => found.Paragraph)
                .Where(group => group.Count() > 1)
                .Select(group => $"{string.Join(", ", group.Select(found => found.Path))}: {group.Key}"),
        ];

        Assert.That(repeated, Is.Empty, "Say it in one of them, and link to it from the other.");
    }

    [TestCaseSource(nameof(Paths))]
    public void Every_path_that_is_named_exists(string path)
    {
        string[] roots = [Document.Repository, Path.Combine(Document.Repository, "src", "CloudStack.Client"), Path.GetDirectoryName(Path.Combine(Document.Repository, path))!];
        string[] named = [.. SourcePath().Matches(Document.Read(path).TextWithoutBlocks).Select(match => match.Groups[1].Value)];

        Assert.That(named.Where(name => !Array.Exists(roots, root => Path.Exists(Path.Combine(root, name)))), Is.Empty);
    }

    [Test]
    public void The_guide_is_short() => Assert.That(Document.Read("README.md").Text.TrimEnd().Split('\n'), Has.Length.LessThanOrEqualTo(150));

    [Test]
    public void The_guide_links_to_every_page()
    {
        string[] pages = [.. Paths.Where(path => path.StartsWith("src/CloudStack.Client/docs/", StringComparison.Ordinal))];

        Assert.That(pages, Is.SubsetOf(Document.Read("README.md").Links));
    }

    [Test]
    public void The_guide_begins_with_the_two_commands()
    {
        string beginning = string.Join('\n', Document.Read("README.md").Text.Split('\n').Take(40));

        Assert.That(beginning, Does.Contain("\ndotnet run --project samples/QuickStart\n").And.Contain("\ndotnet test CloudStack.Client.sln\n"));
    }

    [TestCase("README.md")]
    [TestCase("src/CloudStack.Client/docs/performance.md")]
    public void Every_figure_was_measured(string path)
    {
        string guide = Document.Read(path).Text;
        string measured = Document.Read("tests/CloudStack.Client.Benchmarks/README.md").Text;
        Match table = FigureTable().Match(guide);
        string[] figures = [.. table.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('|')[2].Trim())];

        Assert.That(figures, Has.Length.GreaterThan(2));
        Assert.That(figures.SelectMany(figure => Number().Matches(figure)).Select(number => number.Value).Where(number => !measured.Contains(number, StringComparison.Ordinal)), Is.Empty);
    }

    private static bool LeadsSomewhere(Document document, string folder, string link)
    {
        if (link.StartsWith("https://", StringComparison.Ordinal))
        {
            return true;
        }

        string[] parts = link.Split('#', 2);
        string target = Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (parts.Length == 1)
        {
            return File.Exists(target) || Directory.Exists(target);
        }

        Document there = parts[0].Length == 0 ? document : Document.Read(Path.GetRelativePath(Document.Repository, target));
        return there.Anchors.Contains(parts[1]);
    }

    [GeneratedRegex(@"^(using |await |var |new |public |\[\w+\]$).*[;{\]]$", RegexOptions.Multiline)]
    private static partial Regex LooksLikeCode();

    /// <summary>A source or build file, or a folder of the repository.</summary>
    [GeneratedRegex(@"`((?:(?:src|tests|samples|\.ci|\.github)/[\w./-]+)|(?:[A-Z][\w/]*\.cs))`")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"^\| measured \|.*\n\|[ -|]+\n((?:\|.*\n)+)", RegexOptions.Multiline)]
    private static partial Regex FigureTable();

    [GeneratedRegex(@"\d+\.\d+|\d{3,}")]
    private static partial Regex Number();
}
