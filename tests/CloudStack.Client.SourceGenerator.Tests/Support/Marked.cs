using System.Globalization;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>A source text in which the location of a fault is marked with « and ».</summary>
internal sealed class Marked
{
    /// <summary>What faulty declarations refer to.</summary>
    public const string Supporting = """
        [CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }
        [Command("get", CommandKind.Read)] public sealed partial class GetRequest : CommandRequest<Thing> { public string? Id { get; init; } }
        [Command("list")] public sealed partial class ListRequest : QueryRequest<Thing> { public string? Id { get; init; } }
        [Command("touch")] public sealed partial class TouchRequest : CommandRequest { public string? Id { get; init; } }
        [Command("register")] public sealed partial class RegisterRequest : ListCommandRequest<Thing> { public string? Id { get; init; } }
        [Command("run")] public sealed partial class RunRequest : JobCommandRequest<Thing> { public string? Id { get; init; } }
        [Command("purge")] public sealed partial class PurgeRequest : JobCommandRequest { public string? Id { get; init; } }
        public sealed class NoModel { }
        """;

    private readonly string _before;
    private readonly string _place;

    public Marked(string text)
    {
        int start = text.IndexOf('«', StringComparison.Ordinal);
        _before = text[..start];
        _place = text[(start + 1)..text.IndexOf('»', StringComparison.Ordinal)];
        Source = text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
    }

    public string Source { get; }

    /// <summary>Checks that only this fault is found, at its location, and returns the run.</summary>
    /// <param name="id">The fault.</param>
    /// <param name="words">What its message must contain.</param>
    /// <param name="setting">How the text is compiled; null for the setup of users.</param>
    public async Task<GeneratorRun> ExpectAsync(string id, string[]? words = null, Setting? setting = null)
    {
        GeneratorRun run = GeneratorRun.Of(setting ?? Setting.Both, Source, Supporting);
        IReadOnlyList<Diagnostic> findings = await run.FindingsAsync();

        Assert.That(findings.Select(finding => finding.Id), Is.EqualTo(new[] { id }));
        string text = run.Input.SyntaxTrees.First().ToString();
        Location location = findings[0].Location;
        string message = findings[0].GetMessage(CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(location.GetLineSpan().Path, Is.EqualTo("File0.cs"));
            Assert.That(text.Substring(location.SourceSpan.Start, location.SourceSpan.Length), Is.EqualTo(_place));
            Assert.That(text[..location.SourceSpan.Start], Does.EndWith(_before));
            Assert.That(message, Does.Not.Contain("{"));
            foreach (string word in words ?? [])
            {
                Assert.That(message, Does.Contain(word));
            }
        });
        return run;
    }
}
