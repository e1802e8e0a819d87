using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Listing;

/// <summary>What a run in virtual time counted.</summary>
internal sealed partial record ListReport(
    int Jobs,
    double RequestsPerJob,
    double ListsPerSecond,
    double MeanLateSeconds,
    double P95LateSeconds,
    double VirtualSeconds)
{
    /// <summary>The number of jobs whose typed result arrived.</summary>
    [JsonIgnore]
    public int Told { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ListReportJson.Default.ListReport);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Jobs} jobs: {Told} reported in {VirtualSeconds} s of virtual time
        {RequestsPerJob} requests per job, including the submit; {ListsPerSecond} lists per second
        reported {MeanLateSeconds} s late on average, {P95LateSeconds} s for 95 of 100
        """);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ListReport))]
    private sealed partial class ListReportJson : JsonSerializerContext;
}
