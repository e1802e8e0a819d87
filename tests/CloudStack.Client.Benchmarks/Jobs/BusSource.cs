using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>Reads the simulator's stream of event messages, and passes on only the ids of jobs that have ended.</summary>
internal sealed class BusSource(Uri endpoint) : IJobCompletionSource
{
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stream is open; earlier events aren't received.</summary>
    public Task Connected => _connected.Task;

    public async IAsyncEnumerable<JobHint> ReadHintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
        using HttpResponseMessage response = await http.GetAsync(new Uri(endpoint, "/_bus"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync(cancellationToken));
        _connected.TrySetResult();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JobIdOf(line) is { } id)
            {
                yield return new JobHint(id, null);
            }
        }
    }

    private static string? JobIdOf(string line)
    {
        if (line.Length == 0)
        {
            return null;
        }

        using JsonDocument message = JsonDocument.Parse(line);
        if (message.RootElement.GetProperty("routing_key").GetString()?.StartsWith("management-server.AsyncJobEvent.complete.", StringComparison.Ordinal) != true)
        {
            return null;
        }

        JsonElement body = message.RootElement.GetProperty("body");
        if (body.ValueKind == JsonValueKind.Object)
        {
            return body.GetProperty("jobId").GetString();
        }

        using JsonDocument inner = JsonDocument.Parse(body.GetString()!);
        return inner.RootElement.GetProperty("jobId").GetString();
    }
}
