using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>
/// Compares a model with the JSON it was read from, field by field at all levels, by reflection: no field of the response is left
/// over, and no present field reads as null or as something else.
/// </summary>
internal static class ModelOracle
{
    private static readonly string[] SuccessFields = ["success", "displaytext", "details"];

    private static readonly Dictionary<Type, Dictionary<string, PropertyInfo>> Known = [];

    public static void Expect(object where, object model, JsonElement json, Problems problems) =>
        ExpectObject($"{where} {model.GetType().Name}", model, json, problems);

    private static void ExpectObject(string path, object model, JsonElement json, Problems problems)
    {
        if (model is SuccessResult success)
        {
            ExpectSuccess(path, success, json, problems);
            return;
        }

        Dictionary<string, PropertyInfo> properties = PropertiesOf(model.GetType());
        foreach (string extra in ExtraFields(model))
        {
            problems.Add(path, $"field '{extra}' isn't declared");
        }

        foreach (JsonProperty field in json.EnumerateObject())
        {
            if (properties.TryGetValue(field.Name, out PropertyInfo? property))
            {
                ExpectValue($"{path}.{property.Name}", property.GetValue(model), field.Value, problems);
            }
        }
    }

    private static void ExpectSuccess(string path, SuccessResult success, JsonElement json, Problems problems)
    {
        problems.ExpectEqual(path, "the fields besides the known ones", json.EnumerateObject().Select(field => field.Name).Except(SuccessFields), Array.Empty<string>());
        problems.ExpectEqual(path, "Success", success.Success.ToString().ToLowerInvariant(), BodyJson.Text(json, "success"));
        problems.ExpectEqual(path, "Details", success.Details, BodyJson.Text(json, "displaytext") ?? BodyJson.Text(json, "details"));
    }

    private static void ExpectValue(string path, object? value, JsonElement json, Problems problems)
    {
        switch (value)
        {
            case null:
                problems.ExpectEqual(path, "the JSON of what reads as null", json.ValueKind, JsonValueKind.Null);
                break;
            case JsonElement element:
                problems.ExpectEqual(path, "the kept JSON", JsonElement.DeepEquals(element, json), true);
                break;
            case "" when json.ValueKind == JsonValueKind.Null:
                break;
            case string or bool or DateTimeOffset or Guid:
                problems.ExpectEqual(path, "the value", value, Scalar(value, BodyJson.Text(json)!));
                break;
            case double:
                problems.ExpectEqual(path, "the number", value, double.Parse(BodyJson.Text(json)!, CultureInfo.InvariantCulture));
                break;
            case IConvertible:
                problems.ExpectEqual(path, "the number", Convert.ToDecimal(value, CultureInfo.InvariantCulture), decimal.Parse(BodyJson.Text(json)!, NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, string> map:
                ExpectMap(path, map.ToDictionary(entry => entry.Key, entry => (object?)entry.Value), json, problems);
                break;
            case IReadOnlyDictionary<string, JsonElement> map:
                ExpectMap(path, map.ToDictionary(entry => entry.Key, entry => (object?)entry.Value), json, problems);
                break;
            case IReadOnlyDictionary<string, IReadOnlyList<string>> map:
                ExpectMap(path, map.ToDictionary(entry => entry.Key, entry => (object?)entry.Value), json, problems);
                break;
            case IEnumerable list when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(JobList<>):
                ExpectList(path, [.. list.Cast<object?>()], json.GetProperty("responses"), problems);
                break;
            case IEnumerable list:
                ExpectList(path, [.. list.Cast<object?>()], json, problems);
                break;
            default:
                ExpectObject(path, value, json, problems);
                break;
        }
    }

    private static void ExpectList(string path, List<object?> items, JsonElement json, Problems problems)
    {
        // A single value where a list is declared counts as a list with one item.
        List<JsonElement> expected = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        problems.ExpectEqual(path, "the number of items", items.Count, expected.Count);
        for (int i = 0; i < Math.Min(items.Count, expected.Count); i++)
        {
            ExpectValue($"{path}[{i}]", items[i], expected[i], problems);
        }
    }

    private static void ExpectMap(string path, Dictionary<string, object?> map, JsonElement json, Problems problems)
    {
        problems.ExpectEqual(path, "the keys", map.Keys.ToList(), json.EnumerateObject().Select(entry => entry.Name).ToList());
        foreach (JsonProperty entry in json.EnumerateObject().Where(entry => map.ContainsKey(entry.Name)))
        {
            ExpectValue($"{path}['{entry.Name}']", map[entry.Name], entry.Value, problems);
        }
    }

    private static object Scalar(object value, string text) => value switch
    {
        bool => bool.Parse(text),
        DateTimeOffset => BodyJson.Date(text),
        Guid => Guid.Parse(text),
        _ => text,
    };

    private static IEnumerable<string> ExtraFields(object model) =>
        model.GetType().GetProperty("ExtraFields")!.GetValue(model) is IReadOnlyDictionary<string, JsonElement> extra ? extra.Keys : [];

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type)
    {
        if (!Known.TryGetValue(type, out Dictionary<string, PropertyInfo>? properties))
        {
            properties = type.GetProperties()
                .Where(property => property.Name != "ExtraFields")
                .ToDictionary(property => property.GetCustomAttribute<WireNameAttribute>()?.Name ?? property.Name.ToLowerInvariant());
            Known.Add(type, properties);
        }

        return properties;
    }
}
