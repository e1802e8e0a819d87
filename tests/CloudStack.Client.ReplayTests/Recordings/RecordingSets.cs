namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>The sets that the tests run on: always the committed choice, and everything if it's available.</summary>
public static class RecordingSets
{
    public const string ChoiceName = "choice";
    public const string FullName = "full";

    public static RecordingSet Choice { get; } = new(ChoiceName, System.IO.Path.Combine(TestDirectory, "Data"));

    /// <summary>
    /// All recordings: the folder that the environment variable CLOUDSTACK_RECORDINGS names, or the first <c>shared/recordings</c>
    /// in or next to a folder above the tests. Null if there is none.
    /// </summary>
    public static RecordingSet? Full { get; } = FindFull() is { } folder ? new RecordingSet(FullName, folder) : null;

    /// <summary>The arguments of the fixtures that run on recordings.</summary>
    public static IEnumerable<TestFixtureData> All
    {
        get
        {
            yield return new TestFixtureData(Choice).SetArgDisplayNames(ChoiceName);
            if (Full is { } full)
            {
                yield return new TestFixtureData(full).SetArgDisplayNames(FullName);
            }
        }
    }

    /// <summary>The folder of the test assembly. Fixtures are created before NUnit's context exists.</summary>
    private static string TestDirectory => AppContext.BaseDirectory;

    private static string? FindFull()
    {
        if (Environment.GetEnvironmentVariable("CLOUDSTACK_RECORDINGS") is { Length: > 0 } given)
        {
            return given;
        }

        for (DirectoryInfo? folder = new(TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared", "recordings");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
