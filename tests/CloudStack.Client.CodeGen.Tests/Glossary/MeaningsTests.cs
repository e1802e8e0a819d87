using System.Globalization;
using System.Text.RegularExpressions;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Glossary;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Glossary;

/// <summary>The glossary says more about nearly every parameter and field than its name does.</summary>
public sealed partial class MeaningsTests
{
    private static readonly HashSet<string> Empty = new(
        ["a", "an", "the", "id", "ids", "of", "in", "on", "to", "for", "with", "by", "and", "or", "is", "are", "be", "it", "its", "that", "which", "this", "these", "as", "at", "from"],
        StringComparer.Ordinal);

    private static readonly IReadOnlyList<Occurrence> Parameters =
        [.. Catalogs.BuiltIn.Commands.SelectMany(static command => command.Params.Select(parameter => new Occurrence(command.Name, parameter.Name, parameter.Entity ?? [])))];

    private static readonly IReadOnlyList<Occurrence> Fields =
        [.. Catalogs.BuiltIn.Responses.SelectMany(static response => response.Fields.Select(field => new Occurrence(response.Name, field.Name, [])))];

    [Test]
    public void Nearly_every_parameter_and_field_has_a_meaning_that_says_more_than_its_name()
    {
        Assert.That(Share(Parameters, Meanings.OfParameters), Is.GreaterThanOrEqualTo(0.97));
        Assert.That(Share(Fields, Meanings.OfFields), Is.GreaterThanOrEqualTo(0.90));
    }

    [Test]
    public void Every_link_leads_to_a_class()
    {
        HashSet<string> classes = [.. Catalogs.Generate(Catalogs.BuiltIn, new GenerationOptions())
            .Where(static file => file.Path.StartsWith("Models/", StringComparison.Ordinal))
            .Select(static file => Path.GetFileName(file.Path).Split('.')[0])];

        string[] dangling = [.. AllMeanings().SelectMany(static meaning => Link().Matches(meaning).Select(static match => match.Groups[1].Value)).Where(name => !classes.Contains(name)).Distinct()];

        Assert.That(dangling, Is.Empty);
    }

    [Test]
    public void Every_meaning_is_a_short_sentence()
    {
        Assert.That(AllMeanings().Where(static meaning => meaning.Length > 220 || !meaning.EndsWith('.') || meaning.Contains("  ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_line_that_says_most_about_where_it_belongs_counts()
    {
        Meanings meanings = Meanings.Read(new StringReader("zoneid\tEverywhere.\nlist*/zoneid\tOf lists.\nlistHosts/zoneid\tOf hosts.\n*Hosts*Metrics/zoneid\tOf metrics.\ncreate*/name\tOf new ones.\n"));

        Assert.Multiple(() =>
        {
            Assert.That(meanings.Find("deployVirtualMachine", "zoneid"), Is.EqualTo("Everywhere."));
            Assert.That(meanings.Find("listVolumes", "zoneid"), Is.EqualTo("Of lists."));
            Assert.That(meanings.Find("listHosts", "zoneid"), Is.EqualTo("Of hosts."));
            Assert.That(meanings.Find("listHostsMetrics", "zoneid"), Is.EqualTo("Of metrics."));
            Assert.That(meanings.Find("createNetwork", "name"), Is.EqualTo("Of new ones."));
            Assert.That(meanings.Find("updateNetwork", "name"), Is.Null);
            Assert.That(meanings.Find("listHosts", "podid"), Is.Null);
        });
    }

    [Test]
    public void Links_and_code_become_xml()
    {
        Assert.That(
            Meanings.ToXml("[Zone] for `a < b` & more.", static name => $"<see cref=\"{name}\"/>"),
            Is.EqualTo("<see cref=\"Zone\"/> for <c>a &lt; b</c> &amp; more."));
    }

    private static double Share(IReadOnlyList<Occurrence> occurrences, Meanings meanings)
    {
        string[] poor = [.. occurrences
            .Where(occurrence => meanings.Find(occurrence.Owner, occurrence.Name) is not { } meaning || !SaysMore(meaning, occurrence))
            .Select(static occurrence => $"{occurrence.Owner}/{occurrence.Name}")];
        double share = 1 - (poor.Length / (double)occurrences.Count);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share:P1} of {occurrences.Count}; without: {string.Join(", ", poor.Take(40))}"));
        return share;
    }

    /// <summary>Whether the text has a word that appears neither in the name nor in that of the command or class nor in that of the entity.</summary>
    private static bool SaysMore(string meaning, Occurrence occurrence)
    {
        string known = string.Concat(occurrence.Entities.Append(occurrence.Owner).Append(occurrence.Name)).ToLowerInvariant();
        return Word().Matches(CamelCase().Replace(meaning, "$1 $2")).Select(static match => match.Value.ToLowerInvariant())
            .Any(word => word.Length > 2 && !Empty.Contains(word) && !known.Contains(word.TrimEnd('s'), StringComparison.Ordinal));
    }

    private static IEnumerable<string> AllMeanings() => Parameters.Select(static occurrence => Meanings.OfParameters.Find(occurrence.Owner, occurrence.Name))
        .Concat(Fields.Select(static occurrence => Meanings.OfFields.Find(occurrence.Owner, occurrence.Name)))
        .OfType<string>()
        .Distinct();

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex Link();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex CamelCase();

    private sealed record Occurrence(string Owner, string Name, IReadOnlyList<string> Entities);
}
