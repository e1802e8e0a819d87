using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>Recorded traffic of a real server: all of it, or the committed choice. Files are read on first use.</summary>
public sealed class RecordingSet
{
    private readonly Lazy<IReadOnlyDictionary<int, RecordedExchange>> _exchanges;
    private readonly Lazy<IReadOnlyDictionary<int, RecordedExchange>> _experiments;
    private readonly Lazy<IReadOnlyList<RecordedJob>> _jobs;
    private readonly Lazy<IReadOnlyList<SigningVector>> _vectors;
    private readonly Lazy<IReadOnlyList<RecordedBusMessage>> _busMessages;
    private readonly Lazy<IReadOnlyList<RecordedDelivery>> _webHooks;

    public RecordingSet(string name, string folder)
    {
        Name = name;
        Folder = folder;
        _exchanges = new(() => JsonLines.Read(Path("exchanges"), RecordedExchange.ReadExchange).ToDictionary(exchange => exchange.Id));
        _experiments = new(() => JsonLines.Read(Path("experiments"), RecordedExchange.ReadExperiment).ToDictionary(exchange => exchange.Id));
        _jobs = new(() => JsonLines.Read(Path("jobs"), ReadJob));
        _vectors = new(() => JsonLines.Read(Path("signing-vectors"), vector => vector.Clone()).Select(ReadVector).ToList());
        _busMessages = new(() => JsonLines.Read(Path("bus-messages"), RecordedBusMessage.Read));
        _webHooks = new(() => JsonLines.Read(Path("webhook-deliveries"), RecordedDelivery.Read));
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>Whether the set contains everything that was recorded.</summary>
    public bool IsFull => Name == RecordingSets.FullName;

    public IReadOnlyCollection<RecordedExchange> Exchanges => [.. _exchanges.Value.Values];

    public IReadOnlyCollection<RecordedExchange> Experiments => [.. _experiments.Value.Values];

    public IReadOnlyList<RecordedJob> Jobs => _jobs.Value;

    public IReadOnlyList<SigningVector> Vectors => _vectors.Value;

    public IReadOnlyList<RecordedBusMessage> BusMessages => _busMessages.Value;

    public IReadOnlyList<RecordedDelivery> Webhooks => _webHooks.Value;

    public RecordedExchange Experiment(int id) => _experiments.Value[id];

    public string Path(string file) => System.IO.Path.Combine(Folder, file + ".jsonl.gz");

    public override string ToString() => Name;

    private static SigningVector ReadVector(JsonElement line, int index) => new(
        index + 1,
        line.GetProperty("secret").GetString()!,
        JsonLines.ReadPairs(line.GetProperty("pairs")),
        line.GetProperty("canonical").GetString()!,
        line.GetProperty("signature").GetString()!);

    private RecordedJob ReadJob(JsonElement line)
    {
        JsonElement code = line.GetProperty("resultcode");
        return new RecordedJob(
            line.GetProperty("job").GetString()!,
            line.GetProperty("command").GetString()!,
            _exchanges.Value[line.GetProperty("submitted").GetInt32()],
            [.. line.GetProperty("polls").EnumerateArray().Select(id => _exchanges.Value[id.GetInt32()])],
            line.GetProperty("status").GetInt32(),
            code.ValueKind == JsonValueKind.Number ? code.GetInt32() : null);
    }
}
