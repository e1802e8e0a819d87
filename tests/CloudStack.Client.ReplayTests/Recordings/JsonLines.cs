using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>Gzipped files with one JSON object per line.</summary>
internal static class JsonLines
{
    public static IEnumerable<string> Read(string file)
    {
        using GZipStream unpacking = new(File.OpenRead(file), CompressionMode.Decompress);
        using StreamReader reader = new(unpacking, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public static List<T> Read<T>(string file, Func<JsonElement, T> read)
    {
        List<T> items = [];
        foreach (string line in Read(file))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            items.Add(read(document.RootElement));
        }

        return items;
    }

    public static void Write(string file, IEnumerable<string> lines)
    {
        // The framework writes no name or time into the header, so equal lines produce equal files.
        using GZipStream packing = new(File.Create(file), CompressionLevel.SmallestSize);
        foreach (string line in lines)
        {
            packing.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    /// <summary>A list of pairs, each a list of two strings.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadPairs(JsonElement pairs)
    {
        List<KeyValuePair<string, string>> items = [];
        foreach (JsonElement pair in pairs.EnumerateArray())
        {
            items.Add(new(pair[0].GetString()!, pair[1].GetString()!));
        }

        return items;
    }
}
