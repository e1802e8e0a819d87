using System.Collections;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Converts the plain objects that tests use to response values, and one wire type to another.</summary>
internal static class PlainValues
{
    /// <exception cref="ArgumentException">A value has a type that no response can contain.</exception>
    public static object? ToAnswer(object? value) => value switch
    {
        null => null,
        string or bool or int or long or short or double or DateTimeOffset or ApiObject => value,
        float number => (double)number,
        decimal number => (double)number,
        Guid or Uri => value.ToString(),
        IReadOnlyDictionary<string, object?> fields => ToObject(fields),
        IReadOnlyDictionary<string, string> texts => ToObject(texts.ToDictionary(static p => p.Key, static p => (object?)p.Value, StringComparer.Ordinal)),
        IEnumerable items => ToList(items),
        _ => throw new ArgumentException(
            $"A response cannot contain a value of the type {value.GetType()}: use a text, number, boolean, date, dictionary or list.", nameof(value)),
    };

    public static ApiObject ToObject(IReadOnlyDictionary<string, object?> fields)
    {
        var result = new ApiObject();
        foreach ((string name, object? value) in fields)
        {
            result.Add(name, ToAnswer(value));
        }

        return result;
    }

    /// <summary>Converts a value to another JSON type; a field without a value is still omitted.</summary>
    public static object? To(SimulatorWireType type, object? value) => value is null
        ? null
        : type switch
        {
            SimulatorWireType.Text => value is ApiObject or (IEnumerable and not string) ? "text" : Convert.ToString(value, CultureInfo.InvariantCulture),
            SimulatorWireType.Number => value is int or long or double ? value : ToNumber(value),
            SimulatorWireType.Boolean => value is true || (value is string text && text.Equals("true", StringComparison.OrdinalIgnoreCase)),
            SimulatorWireType.List => value is IEnumerable and not string and not ApiObject ? value : new[] { value },
            _ => value is ApiObject ? value : new ApiObject { { "value", value } },
        };

    private static long ToNumber(object value) => value switch
    {
        true => 1,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        string text => text.Length,
        DateTimeOffset date => date.ToUnixTimeSeconds(),
        _ => 0,
    };

    private static IReadOnlyList<object> ToList(IEnumerable items)
    {
        List<object> values = [.. items.Cast<object?>().Select(ToAnswer).OfType<object>()];
        return values.TrueForAll(static v => v is ApiObject) && values.Count > 0 ? values.Cast<ApiObject>().ToArray() : values;
    }
}
