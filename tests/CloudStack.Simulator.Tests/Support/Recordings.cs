using System.IO.Compression;
using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>Recorded traffic: all of it if it is available beside the repository, otherwise the committed choice.</summary>
internal static class Recordings
{
    public static IEnumerable<JsonElement> Read(string name)
    {
        string path = FindShared(name) ?? Path.Combine(AppContext.BaseDirectory, "Data", name);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    private static string? FindShared(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "recordings", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
