namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>A message that a real server published on its RabbitMQ bus.</summary>
/// <param name="RoutingKey">Source, category, type, and the resource's type and id.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="DeliveryMode">2 for persistent.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedBusMessage(string RoutingKey, string ContentType, int DeliveryMode, string Body)
{
    private const string Complete = "management-server.AsyncJobEvent.complete.";

    /// <summary>Whether it says that a job has ended.</summary>
    public bool IsCompletion => RoutingKey.StartsWith(Complete, StringComparison.Ordinal);

    public static RecordedBusMessage Read(System.Text.Json.JsonElement line) => new(
        line.GetProperty("routing_key").GetString()!,
        line.GetProperty("content_type").GetString()!,
        line.GetProperty("delivery_mode").GetInt32(),
        line.GetProperty("body").GetString()!);
}
