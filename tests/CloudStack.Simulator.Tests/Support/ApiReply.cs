using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>A response as a test sees it.</summary>
internal sealed record ApiReply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Envelope => Json.EnumerateObject().Single().Name;

    /// <summary>The content of the envelope.</summary>
    public JsonElement Content => Json.EnumerateObject().Single().Value;

    public string Text(string name) => Content.GetProperty(name).GetString()!;

    public IEnumerable<string> Keys => Content.EnumerateObject().Select(static p => p.Name);
}
