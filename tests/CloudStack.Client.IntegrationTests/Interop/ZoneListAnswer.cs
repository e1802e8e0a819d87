using System.Text.Json.Serialization;

namespace CloudStack.Client.IntegrationTests.Interop;

public sealed class ZoneListAnswer
{
    [JsonPropertyName("listzonesresponse")]
    public required Zones List { get; init; }

    public sealed class Zones
    {
        [JsonPropertyName("zone")]
        public IReadOnlyList<Zone>? Items { get; init; }
    }

    public sealed class Zone
    {
        [JsonPropertyName("name")]
        public required string Name { get; init; }
    }
}
