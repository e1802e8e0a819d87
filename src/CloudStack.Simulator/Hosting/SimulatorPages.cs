using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace CloudStack.Simulator;

/// <summary>
/// The fake server's pages besides the API, for tests and benchmarks in other processes: the stream of its event bus and its
/// statistics. Requests for them are not counted.
/// </summary>
internal static class SimulatorPages
{
    public const string Bus = "/_bus";
    public const string Stats = "/_stats";

    private static readonly JsonWriterOptions LineOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line for each message from now on, until the caller disconnects.</summary>
    public static async Task StreamBusAsync(HttpContext context, SimulatorEngine engine)
    {
        var messages = Channel.CreateUnbounded<SimulatorBusMessage>(new UnboundedChannelOptions { SingleReader = true });
        CancellationToken gone = context.RequestAborted;
        using IDisposable subscription = engine.SubscribeBus(message => messages.Writer.TryWrite(message));
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.StartAsync(gone).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
        try
        {
            await foreach (SimulatorBusMessage message in messages.Reader.ReadAllAsync(gone).ConfigureAwait(false))
            {
                await context.Response.Body.WriteAsync(Line(message), gone).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Disconnecting is the normal way to leave an endless stream.
        }
    }

    public static async Task WriteStatsAsync(HttpContext context, SimulatorEngine engine, int connections)
    {
        using var body = new MemoryStream();
        var writer = new Utf8JsonWriter(body);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteNumber("requests", engine.RequestCount);
            writer.WriteNumber("connections", connections);
            writer.WriteStartArray("jobs");
            foreach (SimulatorJob job in engine.Jobs)
            {
                writer.WriteStartObject();
                writer.WriteString("id", job.Id);
                writer.WriteString("command", job.Command);
                writer.WriteNumber("status", job.Status);
                writer.WriteString("created", Precise(job.Created));
                if (job.Completed is { } completed)
                {
                    writer.WriteString("completed", Precise(completed));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }

    private static string Precise(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    // The body is a string, as on a real bus.
    private static byte[] Line(SimulatorBusMessage message)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, LineOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("routing_key", message.RoutingKey);
            writer.WriteString("body", message.Body);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
