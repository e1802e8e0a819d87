using System.Text.Json;

namespace CloudStack.Client.Tests.Issues;

/// <summary>A model with a property of each supported type.</summary>
[CloudStackModel]
internal sealed partial class Specimen
{
    public string? Text { get; init; }

    public string Name { get; init; } = "";

    public bool? Flag { get; init; }

    public short? Small { get; init; }

    public int? Number { get; init; }

    public long? Large { get; init; }

    public float? Ratio { get; init; }

    public double? Rate { get; init; }

    public decimal? Price { get; init; }

    public DateTimeOffset? Created { get; init; }

    public Guid? Uuid { get; init; }

    public JsonElement? Any { get; init; }

    public Specimen? Parent { get; init; }

    public IReadOnlyList<Specimen>? Children { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public IReadOnlyList<int>? Ports { get; init; }

    public IReadOnlyList<long>? Longs { get; init; }

    public List<double>? Weights { get; init; }

    public IReadOnlyList<JsonElement>? Anything { get; init; }

    public IReadOnlyDictionary<string, string>? Details { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Settings { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Groups { get; init; }

    public IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows { get; init; }

    public SuccessResult? Report { get; init; }
}
