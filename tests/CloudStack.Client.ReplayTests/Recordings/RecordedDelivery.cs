namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>A webhook that a real server delivered.</summary>
/// <param name="Headers">The headers as received.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedDelivery(IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    public static RecordedDelivery Read(System.Text.Json.JsonElement line) =>
        new(JsonLines.ReadPairs(line.GetProperty("headers")), line.GetProperty("body").GetString()!);
}
