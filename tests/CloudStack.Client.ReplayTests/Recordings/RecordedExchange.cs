using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>One request to a real server, and its response.</summary>
public sealed class RecordedExchange
{
    // The client sets these itself, and doesn't accept them from callers.
    private static readonly HashSet<string> ProtocolNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "command", "response", "apikey", "signature", "signatureversion", "expires", "sessionkey",
    };

    public required int Id { get; init; }

    public required string Command { get; init; }

    /// <summary>The scenario of an exchange, or the topic of an experiment.</summary>
    public required string Topic { get; init; }

    public string? Note { get; init; }

    /// <summary>Who sent it.</summary>
    public required string Actor { get; init; }

    /// <summary>The HTTP verb.</summary>
    public required string Method { get; init; }

    /// <summary>When it was sent; recorded only for experiments.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How long the response took; recorded only for experiments.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Everything that was sent, in order; a raw request has only its <c>target</c>.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Sent { get; init; }

    /// <summary>The parameters without those of the protocol; empty for requests that were sent as raw text.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>The response; null if none arrived.</summary>
    public required RecordedAnswer? Reply { get; init; }

    /// <summary>The response of an exchange that has one.</summary>
    public RecordedAnswer Answer => Reply ?? throw new InvalidOperationException($"{this} was never answered.");

    public static RecordedExchange ReadExchange(JsonElement line)
    {
        JsonElement request = line.GetProperty("request");
        return new RecordedExchange
        {
            Id = line.GetProperty("id").GetInt32(),
            Command = line.GetProperty("command").GetString()!,
            Topic = line.GetProperty("scenario").GetString()!,
            Note = line.TryGetProperty("note", out JsonElement note) ? note.GetString() : null,
            Actor = line.GetProperty("actor").GetString()!,
            Method = request.TryGetProperty("method", out JsonElement method) ? method.GetString()! : "GET",
            Sent = request.TryGetProperty("params", out JsonElement pairs) ? JsonLines.ReadPairs(pairs) : [],
            Parameters = request.TryGetProperty("params", out pairs) ? ParametersOf(pairs) : [],
            Reply = RecordedAnswer.Read(line.GetProperty("response")),
        };
    }

    public static RecordedExchange ReadExperiment(JsonElement line)
    {
        IReadOnlyList<KeyValuePair<string, string>> pairs = JsonLines.ReadPairs(line.GetProperty("params"));
        return new RecordedExchange
        {
            Id = line.GetProperty("id").GetInt32(),
            Command = pairs.FirstOrDefault(pair => pair.Key == "command").Value ?? "listZones",
            Topic = line.GetProperty("topic").GetString()!,
            Note = line.GetProperty("note").GetString(),
            Actor = line.GetProperty("actor").GetString()!,
            Method = line.GetProperty("method").GetString()!,
            At = DateTimeOffset.UnixEpoch.AddSeconds(line.GetProperty("at").GetDouble()),
            Duration = TimeSpan.FromSeconds(line.GetProperty("seconds").GetDouble()),
            Sent = pairs,
            Parameters = ParametersOf(line.GetProperty("params")),
            Reply = RecordedAnswer.Read(line),
        };
    }

    public override string ToString() => $"{Id} ({Command})";

    private static List<KeyValuePair<string, string>> ParametersOf(JsonElement pairs) =>
        [.. JsonLines.ReadPairs(pairs).Where(pair => !ProtocolNames.Contains(pair.Key))];
}
