using System.CommandLine;
using System.Text.RegularExpressions;
using CloudStack.Client.CodeGen.Commands;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Documents;

internal sealed partial class ReadmeTests
{
    private static readonly string Document = File.ReadAllText(Repository.Folder("src", "CloudStack.Client.CodeGen", "README.md")).ReplaceLineEndings("\n");

    [Test]
    public void Every_option_of_every_command_is_described_and_no_other()
    {
        RootCommand root = Tool.CreateRoot(new ToolHost { Output = TextWriter.Null, Error = TextWriter.Null, Http = new HttpClientHandler() });

        string[] options = [.. root.Subcommands.SelectMany(command => command.Options).Where(option => option.Name != "--help").Select(option => option.Name).Distinct()];

        Assert.That(OptionName().Matches(Document).Select(match => match.Value).Where(name => name is not "--global").Distinct(), Is.EquivalentTo(options));
    }

    [Test]
    public void Every_method_and_type_that_the_documents_find_for_a_command_is_there()
    {
        string section = Section(Repository.Folder("src", "CloudStack.Client", "docs", "commands.md"), "# Commands", "## Commands of your own");
        string declared = string.Join("\n", Catalogs.Generate(Catalogs.BuiltIn, new()).Select(file => file.Text));

        string[] names = [.. Declared().Matches(section).Select(match => match.Groups[1].Value)];

        Assert.That(names, Has.Length.GreaterThan(10));
        Assert.That(names.Where(name => !declared.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    private static string Section(string path, string from, string to)
    {
        string document = File.ReadAllText(path);
        return document[document.IndexOf(from, StringComparison.Ordinal)..document.IndexOf(to, StringComparison.Ordinal)];
    }

    [GeneratedRegex("`(?:client\\.)?((?:[A-Z]\\w+(?:Async|Request))|(?:List\\w+)|(?:Task<(?!JobHandle<JobList<T>)[\\w<>]+>)|(?:PagedQuery<\\w+>))`")]
    private static partial Regex Declared();

    [GeneratedRegex("(?<![-\\w])--[a-z][a-z-]+")]
    private static partial Regex OptionName();
}
