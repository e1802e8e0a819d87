using System.Text.Json;
using System.Text.RegularExpressions;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>What two responses must have in common if ids, names and numbers differ.</summary>
internal static partial class JsonShape
{
    /// <summary>The paths of all keys at all levels; the items of a list count as one.</summary>
    public static SortedSet<string> Keys(JsonElement value)
    {
        SortedSet<string> keys = new(StringComparer.Ordinal);
        Collect(value, string.Empty, keys);
        return keys;
    }

    /// <summary>A text in which every id is replaced with U and every number with N.</summary>
    public static string? Neutral(string? text) => text is null ? null : Number().Replace(Uuid().Replace(text, "U"), "N");

    /// <summary>The strings at the same positions of two responses.</summary>
    public static IEnumerable<(string Recorded, string Own)> Pairs(JsonElement recorded, JsonElement own)
    {
        if (recorded.ValueKind == JsonValueKind.String && own.ValueKind == JsonValueKind.String)
        {
            return [(recorded.GetString()!, own.GetString()!)];
        }

        if (recorded.ValueKind == JsonValueKind.Array && own.ValueKind == JsonValueKind.Array)
        {
            return recorded.EnumerateArray().Zip(own.EnumerateArray()).SelectMany(pair => Pairs(pair.First, pair.Second));
        }

        return recorded.ValueKind == JsonValueKind.Object && own.ValueKind == JsonValueKind.Object
            ? recorded.EnumerateObject()
                .Where(property => own.TryGetProperty(property.Name, out _))
                .SelectMany(property => Pairs(property.Value, own.GetProperty(property.Name)))
            : [];
    }

    private static void Collect(JsonElement value, string path, SortedSet<string> keys)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Collect(item, path + "[]", keys);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                string inner = path + "/" + property.Name;
                keys.Add(inner);
                Collect(property.Value, inner, keys);
            }
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    public static partial Regex Uuid();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
