using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests;

/// <summary>The committed subset of the recordings.</summary>
public sealed class ChoiceTests
{
    private const long LargestChoice = 300_000;

    [Test]
    public void It_has_at_most_300_kB() =>
        Assert.That(new DirectoryInfo(RecordingSets.Choice.Folder).GetFiles("*.gz").Sum(file => file.Length), Is.LessThanOrEqualTo(LargestChoice));

    [Test]
    public void All_committed_recordings_have_at_most_300_kB()
    {
        DirectoryInfo tests = new DirectoryInfo(SourceFolder()).Parent!;
        long size = tests.GetDirectories("Data", SearchOption.AllDirectories)
            .Where(folder => !folder.FullName.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(folder => folder.GetFiles("*.jsonl.gz"))
            .Sum(file => file.Length);
        Assert.That(size, Is.LessThanOrEqualTo(LargestChoice).And.Positive);
    }

    [Test]
    public void It_is_what_the_full_recordings_give()
    {
        if (RecordingSets.Full is not { } full)
        {
            Assert.Ignore("The full recordings aren't available.");
            return;
        }

        foreach ((string file, IReadOnlyList<string> lines) in ChoiceMaker.Choose(full))
        {
            Assert.That(JsonLines.Read(RecordingSets.Choice.Path(file)), Is.EqualTo(lines), file);
        }
    }

    [Test]
    [Explicit("Recreates the committed files from the full recordings.")]
    public void Write_it()
    {
        RecordingSet full = RecordingSets.Full ?? throw new InvalidOperationException("The full recordings aren't available.");
        foreach ((string file, IReadOnlyList<string> lines) in ChoiceMaker.Choose(full))
        {
            JsonLines.Write(Path.Combine(SourceFolder(), "Data", file + ".jsonl.gz"), lines);
            TestContext.Out.WriteLine($"{file}: {lines.Count} lines");
        }
    }

    private static string SourceFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.GetFiles("CloudStack.Client.ReplayTests.csproj").Length > 0)
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The project's folder is not above the tests.");
    }
}
