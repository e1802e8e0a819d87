namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>
/// Compares a text with a committed file. With <c>CLOUDSTACK_UPDATE_SNAPSHOTS=1</c> in the environment, the file is written
/// instead, to review the difference before it is committed.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string text, string name)
    {
        // The version in the GeneratedCode attributes is the package's, and irrelevant to these files.
        text = text.Replace($"\"{KnownNames.ToolVersion}\"", "\"VERSION\"", StringComparison.Ordinal);
        string path = Path.Combine(ProjectFolder(), "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("CLOUDSTACK_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, text);
        }

        string expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.That(text, Is.EqualTo(expected), name);
    }

    /// <summary>Found from where the tests run: deterministic builds don't know the folder that they were built in.</summary>
    private static string ProjectFolder()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudStack.Client.SourceGenerator.Tests.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run below the folder of their project.");
    }
}
