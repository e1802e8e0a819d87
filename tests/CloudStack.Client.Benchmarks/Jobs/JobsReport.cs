using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What a run of many jobs measured.</summary>
internal sealed partial record JobsReport(
    int Jobs,
    int Succeeded,
    int Failed,
    double RequestsPerJob,
    double MeanDelaySeconds,
    double P95DelaySeconds,
    double CpuSeconds,
    double PeakMemoryMiB,
    int Connections)
{
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.JobsReport);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Jobs} jobs: {Succeeded} succeeded, {Failed} failed
        {RequestsPerJob} requests per job, including the submit
        {MeanDelaySeconds} s from the server's completion to the client's result on average, {P95DelaySeconds} s for 95 of 100
        {CpuSeconds} s processor time, {PeakMemoryMiB} MiB at most, {Connections} connections
        """);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(JobsReport))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
