using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>An answer as a test looks at it.</summary>
internal sealed record ApiReply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Envelope => Json.EnumerateObject().Single().Name;

    /// <summary>What the envelope holds.</summary>
    public JsonElement Content => Json.EnumerateObject().Single().Value;

    public string Text(string name) => Content.GetProperty(name).GetString()!;

    public IEnumerable<string> Keys => Content.EnumerateObject().Select(static p => p.Name);
}
