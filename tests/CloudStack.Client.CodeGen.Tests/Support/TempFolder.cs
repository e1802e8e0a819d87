namespace CloudStack.Client.CodeGen.Tests.Support;

/// <summary>A folder that is deleted after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("codegen-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The text of each file, by relative path.</summary>
    public static SortedDictionary<string, string> Texts(string folder)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            texts.Add(System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/'), System.IO.File.ReadAllText(file));
        }

        return texts;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
