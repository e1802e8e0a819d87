using System.Runtime.CompilerServices;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>
/// Compares a text with a committed file. With <c>CLOUDSTACK_UPDATE_SNAPSHOTS=1</c> in the environment the file is
/// written instead, for a look at the difference before it is committed.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string text, string name, [CallerFilePath] string caller = "")
    {
        // The version in the GeneratedCode attributes is the package's and no concern of these files.
        text = text.Replace($"\"{KnownNames.ToolVersion}\"", "\"VERSION\"", StringComparison.Ordinal);
        string path = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("CLOUDSTACK_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, text);
        }

        string expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.That(text, Is.EqualTo(expected), name);
    }
}
