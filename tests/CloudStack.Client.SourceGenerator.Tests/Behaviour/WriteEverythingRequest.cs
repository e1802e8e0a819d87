using CloudStack.Client.Generation;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

internal abstract class FilterRequest<T> : JobCommandRequest<T>
    where T : class, ICloudStackModel<T>
{
    public string? Filter { get; init; }

    public virtual string? Scope { get; init; }
}

[Command("createGauge", CommandKind.CreateJob, SensitiveRequest = true)]
internal sealed partial class WriteEverythingRequest : FilterRequest<Gauge>
{
    public override string? Scope { get; init; }

    public string? ID { get; init; }

    public string? INFO { get; init; }

    public bool Flag { get; init; }

    public bool? OptionalFlag { get; init; }

    public byte? Octet { get; init; }

    public short Small { get; init; }

    public int? Number { get; init; }

    public long? Large { get; init; }

    public float? Ratio { get; init; }

    public double? Rate { get; init; }

    public decimal? Price { get; init; }

    public DateTimeOffset? Start { get; init; }

    public Guid? Uuid { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public string[]? Array { get; init; }

    public HashSet<string>? Set { get; init; }

    public IReadOnlyList<int>? Ports { get; init; }

    public List<double>? Weights { get; init; }

    public IEnumerable<Guid>? Ids { get; init; }

    public IReadOnlyDictionary<string, string>? Details { get; init; }

    [MapStyle(MapStyle.NamesFirst)]
    public Dictionary<string, string>? First { get; init; }

    [MapStyle(MapStyle.KeyValue)]
    public IDictionary<string, string>? Tags { get; init; }

    [MapStyle(MapStyle.Records)]
    public IReadOnlyList<Record>? Records { get; init; }

    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Open { get; init; }

    [WireName("camelCase")]
    public string? Renamed { get; init; }

    [Sensitive]
    public string? Pin { get; init; }

    [Sensitive]
    public long? Code { get; init; }

    [Sensitive]
    public IReadOnlyList<string>? Keys { get; init; }

    public string? @event { get; init; }

    internal string NotSent { get; } = "internal";

    public static string AlsoNotSent => "static";
}

internal sealed class Record
{
    [WireName("networkId")]
    public string? Network { get; init; }

    public int? Speed { get; init; }

    public double? Share { get; init; }

    public bool? Primary { get; init; }

    public DateTimeOffset? Since { get; init; }

    [Sensitive]
    public string? Key { get; init; }

    public IReadOnlyList<string>? Addresses { get; init; }

    public IReadOnlyDictionary<string, string>? Others { get; init; }
}
