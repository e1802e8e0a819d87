using System.Text.Json;

namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary>A job of a file of durations.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Seconds">How long it took, counted from the arrival of the submit.</param>
internal sealed record RecordedJob(string Command, double Seconds)
{
    /// <summary>Reads a file: an array with one array per job, with the command as the second item and the milliseconds as the third.</summary>
    /// <exception cref="FormatException">The file has a different format.</exception>
    public static RecordedJob[] ReadFile(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateArray().Select(static row => new RecordedJob(row[1].GetString()!, row[2].GetDouble() / 1000))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new FormatException($"{path} is not an array of arrays such as [112.245, \"createTags\", 27, 1]: start, command, milliseconds, status.", e);
        }
    }
}
