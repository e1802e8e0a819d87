using System.Text.Json;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

[CloudStackApi]
internal interface IBaseApi
{
    [Command("ping", Flat = true)]
    Task<Gauge> PingAsync(CancellationToken cancellationToken = default);
}

[CloudStackApi]
internal interface IGaugesApi : IBaseApi
{
    [Command("createGauge", CommandKind.CreateJob, SensitiveRequest = true)]
    Task<JobHandle<Gauge>> CreateGaugeAsync(WriteEverythingRequest request, CancellationToken cancellationToken = default);

    [Command("moveGauges")]
    Task<JobHandle<JobList<Gauge>>> MoveGaugesAsync(WriteEverythingRequest? request, CancellationToken cancellationToken = default);

    [Command("purgeGauges")]
    Task<JobHandle> PurgeGaugesAsync(CancellationToken cancellationToken = default);

    [Command("listGauges", Paged = false, ResultKey = "gauge")]
    PagedQuery<Gauge> ListGauges(PlainRequest? request = null);

    [Command("addGauges", SensitiveResponse = true)]
    Task<IReadOnlyList<Gauge>> AddGaugesAsync(PlainRequest request);

    [Command("lockGauges")]
    Task LockGaugesAsync(CancellationToken cancellationToken);

    [Command("getGauge", CommandKind.Read)]
    Task<SuccessResult> GetGaugeAsync(PlainRequest request, CancellationToken cancellationToken = default);
}

internal sealed partial class PlainRequest : CommandRequest
{
    public string? Id { get; init; }
}

internal abstract class FilterRequest : JobCommandRequest
{
    public string? Filter { get; init; }

    public virtual string? Scope { get; init; }
}

internal sealed partial class WriteEverythingRequest : FilterRequest
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

internal abstract class Entity
{
    public string? Id { get; init; }

    public string Kind { get; protected set; } = "unset";
}

[CloudStackModel]
internal sealed partial class Gauge : Entity
{
    public string? INFO { get; init; }

    public required string Name { get; init; }

    public string State { get; set; } = "new";

    public bool? Flag { get; init; }

    public bool Sure { get; init; }

    public short? Small { get; init; }

    public int? Number { get; init; }

    public int Count { get; }

    public long? Large { get; init; }

    public float? Ratio { get; init; }

    public double? Rate { get; init; }

    public decimal? Price { get; init; }

    public DateTimeOffset? Created { get; private set; }

    public Guid? Uuid { get; init; }

    public JsonElement? Any { get; init; }

    public Gauge? Parent { get; init; }

    public IReadOnlyList<Gauge>? Children { get; init; }

    public List<Gauge> Friends { get; init; } = null!;

    public IReadOnlyList<string> Names { get; init; } = null!;

    public string[]? Array { get; init; }

    public IReadOnlyList<int>? Ports { get; init; }

    public IReadOnlyList<long>? Longs { get; init; }

    public IReadOnlyCollection<double>? Weights { get; init; }

    public IEnumerable<JsonElement>? Anything { get; init; }

    public IReadOnlyDictionary<string, string>? Details { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = null!;

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups { get; init; }

    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows { get; init; }

    [WireName("größe")]
    public int? Size { get; init; }

    public string Label => Name + "/" + State;
}

[CloudStackModel]
internal sealed partial class Nothing;

[CloudStackModel]
internal partial class Animal
{
    public string? Name { get; init; }
}

[CloudStackModel]
internal sealed partial class Cat : Animal
{
    public int? Lives { get; init; }
}

[CloudStackModel]
internal sealed partial class OwnExtras
{
    public OwnExtras(string note) => Note = note;

    public string? Note { get; }

    public IReadOnlyDictionary<string, JsonElement>? ExtraFields { get; private set; }
}

internal static partial class Outer
{
    [CloudStackModel]
    internal sealed partial record Inner
    {
        public string? Id { get; init; }
    }
}
