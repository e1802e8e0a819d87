using System.Globalization;
using System.Text.Json;

namespace CloudStack.Simulator;

/// <summary>Reads recordings of durations, and reports what is wrong with invalid ones.</summary>
internal static class RecordedDurationsReader
{
    private const string Form = "an array of rows such as [112.245, \"createTags\", 27, 1]: start in seconds, command, milliseconds, status";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a recording.</summary>
    /// <param name="json">The bytes of the recording.</param>
    /// <param name="source">The name of the recording in messages.</param>
    /// <exception cref="FormatException">The recording has another format.</exception>
    public static RecordedDurations Read(ReadOnlySpan<byte> json, string source)
    {
        var reader = new Utf8JsonReader(json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json);
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);

            // Throws if there is anything after the array.
            reader.Read();
            return Read(document.RootElement, source);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source} is not valid JSON ({e.Message}). Expected: {Form}.", e);
        }
    }

    private static RecordedDurations Read(JsonElement root, string source)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"{source} is JSON of the kind {root.ValueKind}. Expected: {Form}.");
        }

        var rows = new List<KeyValuePair<string, TimeSpan>>(root.GetArrayLength());
        foreach (JsonElement row in root.EnumerateArray())
        {
            rows.Add(ReadRow(row, wrong => new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"{source}, row {rows.Count + 1}: {wrong}. Expected: {Form}."))));
        }

        return rows.Count > 0
            ? new RecordedDurations(rows)
            : throw new FormatException($"{source} has no rows. Expected: {Form}.");
    }

    private static KeyValuePair<string, TimeSpan> ReadRow(JsonElement row, Func<string, FormatException> error)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != 4)
        {
            throw error("it is not an array of four items");
        }

        if (row[0].ValueKind != JsonValueKind.Number)
        {
            throw error("the start must be a number");
        }

        if (row[1].ValueKind != JsonValueKind.String || row[1].GetString() is not { Length: > 0 } command)
        {
            throw error("the command must be a non-empty string");
        }

        if (row[2].ValueKind != JsonValueKind.Number
            || !row[2].TryGetDouble(out double milliseconds)
            || !(milliseconds >= 0 && milliseconds < TimeSpan.MaxValue.TotalMilliseconds))
        {
            throw error("the milliseconds must be a number of zero or more");
        }

        return row[3].ValueKind == JsonValueKind.Number
            ? new KeyValuePair<string, TimeSpan>(command, TimeSpan.FromMilliseconds(milliseconds))
            : throw error("the status must be a number");
    }
}
