using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudStack.Client.IntegrationTests.Telemetry;

/// <summary>Listens with the OpenTelemetry SDK, like a program, and keeps what it would export.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly List<Activity> _activities = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _meter;

    public TelemetryRecorder(params string[] moreSources)
    {
        _tracer = Sdk.CreateTracerProviderBuilder()
            .AddSource([CloudStackTelemetry.ActivitySourceName, .. moreSources])
            .AddInMemoryExporter(_activities)
            .Build();
        _meter = Sdk.CreateMeterProviderBuilder()
            .AddMeter(CloudStackTelemetry.MeterName)
            .AddInMemoryExporter(_metrics)
            .Build();
    }

    /// <summary>The activities that have ended, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Activities
    {
        get
        {
            _tracer.ForceFlush();
            lock (_activities)
            {
                return [.. _activities];
            }
        }
    }

    public Activity Single(string name) => Activities.Single(activity => activity.DisplayName == name);

    /// <summary>What the instruments show now.</summary>
    public IReadOnlyList<MetricSnapshot> ReadMetrics()
    {
        _metrics.Clear();
        _meter.ForceFlush();
        return [.. _metrics];
    }

    public MetricSnapshot? Metric(string name) => ReadMetrics().SingleOrDefault(metric => metric.Name == name);

    /// <summary>The points of an instrument, each with its attributes as a string: <c>a=1 b=2</c>.</summary>
    public Dictionary<string, MetricPoint> Points(string name) =>
        Metric(name)?.MetricPoints.ToDictionary(point => TagText(point)) ?? [];

    public void Dispose()
    {
        _tracer.Dispose();
        _meter.Dispose();
    }

    private static string TagText(MetricPoint point)
    {
        List<string> tags = [];
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            tags.Add($"{tag.Key}={tag.Value}");
        }

        return string.Join(' ', tags.Order(StringComparer.Ordinal));
    }
}
