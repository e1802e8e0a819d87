namespace CloudStack.Client.RabbitMq.Tests.Documents;

/// <summary>The package's document.</summary>
internal sealed class ReadmeTests
{
    [Test]
    public void The_example_in_the_document_is_the_one_that_is_compiled()
    {
        string[] source = Read("ReadmeExample.cs").Split('\n');
        int start = Array.FindIndex(source, line => line.Trim() == "// README: example");
        int end = Array.FindIndex(source, line => line.Trim() == "// README: end");
        int margin = source[start].Length - source[start].TrimStart().Length;
        string example = string.Join('\n', source[(start + 1)..end].Select(line => line[margin..]));

        string[] blocks = Read("README.md").Split("```csharp\n")[1..];

        Assert.That(blocks.Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]), Is.EqualTo(new[] { example }));
    }

    [Test]
    public async Task The_example_runs_and_shows_no_password() => Assert.That(
        await ReadmeExample.RunAsync(new Uri("https://cloud.example.org/client/api"), "key", "secret"),
        Is.EqualTo("CloudStackClient(https://cloud.example.org/client/api) listens to cloudstack-events on broker.example.org"));

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", file)).ReplaceLineEndings("\n");
}
