using System.Collections;
using System.Diagnostics;
using System.Reflection;
using CloudStack.Client.IntegrationTests.Telemetry;
using OpenTelemetry.Metrics;

namespace CloudStack.Client.IntegrationTests.Secrets;

/// <summary>Walks through everything that is visible of an object, and collects where a marked secret appears.</summary>
internal sealed class MarkerHunt
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public List<string> Finds { get; } = [];

    public int Texts { get; private set; }

    public void Look(object? value, string path)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                Check(text, path);
                return;
            case not ValueType when !_seen.Add(value):
                return;
        }

        Check(value.ToString(), path + ".ToString()");
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                Look(entry.Key, $"{path}[key]");
                Look(entry.Value, $"{path}[{entry.Key}]");
            }
        }
        else if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Look(item, $"{path}[]");
            }
        }

        if (value is Exception || value.GetType().Namespace?.StartsWith("CloudStack.Client", StringComparison.Ordinal) == true)
        {
            foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetIndexParameters().Length == 0 && property.Name is not ("TargetSite" or "RawResult"))
                {
                    Look(property.GetValue(value), $"{path}.{property.Name}");
                }
            }
        }
    }

    /// <summary>Searches all activities and all points of the instruments.</summary>
    public void Look(TelemetryRecorder telemetry)
    {
        foreach (Activity activity in telemetry.Activities)
        {
            string path = $"activity {activity.DisplayName}";
            Check(activity.DisplayName, path);
            Check(activity.StatusDescription, path + ".StatusDescription");
            Check(activity.TraceStateString, path + ".TraceState");
            IEnumerable<KeyValuePair<string, object?>> tags =
                [.. activity.TagObjects, .. activity.Events.SelectMany(e => e.Tags), .. activity.Links.SelectMany(link => link.Tags ?? [])];
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                Check($"{tag.Key}={tag.Value}", path);
            }
        }

        foreach (MetricSnapshot metric in telemetry.ReadMetrics())
        {
            foreach (MetricPoint point in metric.MetricPoints)
            {
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    Check($"{tag.Key}={tag.Value}", $"instrument {metric.Name}");
                }
            }
        }
    }

    private void Check(string? text, string path)
    {
        Texts++;
        if (text is not null && Marked.Cores.FirstOrDefault(core => text.Contains(core, StringComparison.OrdinalIgnoreCase)) is { } core)
        {
            Finds.Add($"{path} shows {core}: {text}");
        }
    }
}
