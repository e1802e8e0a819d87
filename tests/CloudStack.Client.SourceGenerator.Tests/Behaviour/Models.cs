using System.Text.Json;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

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
