using System.Text.Json;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What the server process reports when it is ready.</summary>
internal sealed record ServerStart(Uri Endpoint, string ApiKey, string SecretKey, string ZoneId, string ServiceOfferingId, string TemplateId)
{
    /// <summary>Without the serializer, whose memory would count as the client's.</summary>
    public static ServerStart Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement start = document.RootElement;
        return new ServerStart(
            new Uri(Text(nameof(Endpoint))),
            Text(nameof(ApiKey)),
            Text(nameof(SecretKey)),
            Text(nameof(ZoneId)),
            Text(nameof(ServiceOfferingId)),
            Text(nameof(TemplateId)));

        string Text(string name) => start.GetProperty(name).GetString()!;
    }
}
