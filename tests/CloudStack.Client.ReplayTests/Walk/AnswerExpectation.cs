using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Finds every value of a response in the typed object, according to the catalog.</summary>
internal static class AnswerExpectation
{
    /// <param name="path">The path of the object.</param>
    /// <param name="type">Its class.</param>
    /// <param name="model">The object.</param>
    /// <param name="json">Its JSON.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="isOfJob">Whether it is the result of a job, which reports success by its status.</param>
    public static void Expect(string path, ClassFacts type, object? model, JsonElement json, Problems problems, bool isOfJob = false)
    {
        if (model is null)
        {
            problems.Add(path, "the object is missing");
        }
        else if (model is SuccessResult success)
        {
            ExpectSuccess(path, success, json, problems, isOfJob);
        }
        else
        {
            ExpectObject(path, type, model, json, problems);
        }
    }

    /// <param name="path">The path of the object.</param>
    /// <param name="success">The object.</param>
    /// <param name="json">Its JSON: the text has a different name in a direct response than in a job's result.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <param name="isOfJob">Whether it is the result of a job.</param>
    private static void ExpectSuccess(string path, SuccessResult success, JsonElement json, Problems problems, bool isOfJob)
    {
        string? said = BodyJson.Text(json, "success");
        problems.ExpectEqual(path, "Success", success.Success, said is "true" or "1" || (said is null && isOfJob));
        problems.ExpectEqual(path, "Details", success.Details, BodyJson.Text(json, "displaytext") ?? BodyJson.Text(json, "details"));
    }

    private static void ExpectObject(string path, ClassFacts type, object model, JsonElement json, Problems problems)
    {
        Type actual = model.GetType();
        problems.ExpectEqual(path, "the class", actual.Name, type.Pascal);
        HashSet<string> declared = [];
        foreach (FieldFacts field in type.Fields)
        {
            declared.Add(field.Name);
            string where = $"{path}.{field.Pascal}";
            if (actual.GetProperty(field.Pascal) is not { } property || !DeclaredType.Fits(property.PropertyType, field))
            {
                problems.Add(where, $"there is no matching property of the type '{field.Element ?? field.Type}'");
                continue;
            }

            object? value = property.GetValue(model);
            if (field.Element is null && field.Type.StartsWith("object:", StringComparison.Ordinal)
                && json.TryGetProperty(field.Name, out JsonElement several) && several.ValueKind == JsonValueKind.Array && several.GetArrayLength() > 1)
            {
                // The property contains the first item; the whole list is kept in addition.
                declared.Remove(field.Name);
            }

            if (json.TryGetProperty(field.Name, out JsonElement written) && !(field.NonNull && written.ValueKind == JsonValueKind.Null))
            {
                ExpectValue(where, field.Element is { } element ? "list:" + element : field.Type, value, Unwrapped(field, written), problems);
            }
            else
            {
                problems.ExpectEqual(where, "what was not sent", value, field.NonNull ? "" : null);
            }
        }

        ExpectExtraFields(path, model, json.EnumerateObject().Where(field => !declared.Contains(field.Name)), problems);
    }

    private static JsonElement Unwrapped(FieldFacts field, JsonElement written) =>
        field.Element is not null && written.ValueKind == JsonValueKind.Object ? written.GetProperty("responses") : written;

    private static void ExpectExtraFields(string path, object model, IEnumerable<JsonProperty> unknown, Problems problems)
    {
        PropertyInfo property = model.GetType().GetProperty("ExtraFields")!;
        IReadOnlyDictionary<string, JsonElement> extra = (IReadOnlyDictionary<string, JsonElement>)property.GetValue(model)!;
        int expected = 0;
        foreach (JsonProperty field in unknown)
        {
            expected++;
            bool isKept = extra.TryGetValue(field.Name, out JsonElement kept) && JsonElement.DeepEquals(kept, field.Value);
            problems.ExpectEqual(path, $"that {field.Name} is among the extra fields", isKept, true);
        }

        problems.ExpectEqual(path, "the number of extra fields", extra.Count, expected);
    }

    private static void ExpectValue(string path, string type, object? value, JsonElement json, Problems problems)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            problems.ExpectEqual(path, "what was sent as null", value, null);
            return;
        }

        int at = type.IndexOf(':', StringComparison.Ordinal);
        (string kind, string rest) = at < 0 ? (type, "") : (type[..at], type[(at + 1)..]);
        switch (kind)
        {
            case "object":
                Expect(path, ApiFacts.Instance.Class(rest), value, json.ValueKind == JsonValueKind.Array ? json[0] : json, problems);
                break;
            case "list":
                ExpectList(path, rest, value as IEnumerable, json, problems);
                break;
            case "map":
                ExpectMap(path, rest, value as IEnumerable, json, problems);
                break;
            case "any":
                problems.ExpectEqual(path, "that the JSON is kept", value is JsonElement kept && JsonElement.DeepEquals(kept, json), true);
                break;
            default:
                problems.ExpectEqual(path, "the value", value, Scalar(kind, BodyJson.Text(json)!));
                break;
        }
    }

    private static void ExpectList(string path, string type, IEnumerable? list, JsonElement json, Problems problems)
    {
        List<object?> items = [.. list?.Cast<object?>() ?? []];
        List<JsonElement> expected = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        problems.ExpectEqual(path, "the number of items", items.Count, expected.Count);
        for (int i = 0; i < Math.Min(items.Count, expected.Count); i++)
        {
            ExpectValue($"{path}[{i}]", type, items[i], expected[i], problems);
        }
    }

    private static void ExpectMap(string path, string type, IEnumerable? map, JsonElement json, Problems problems)
    {
        Dictionary<string, object?> entries = [];
        foreach (object entry in map ?? Array.Empty<object>())
        {
            entries.Add((string)entry.GetType().GetProperty("Key")!.GetValue(entry)!, entry.GetType().GetProperty("Value")!.GetValue(entry));
        }

        problems.ExpectEqual(path, "the keys", entries.Keys.ToList(), json.EnumerateObject().Select(entry => entry.Name).ToList());
        foreach (JsonProperty entry in json.EnumerateObject().Where(entry => entries.ContainsKey(entry.Name)))
        {
            ExpectValue($"{path}['{entry.Name}']", type, entries[entry.Name], entry.Value, problems);
        }
    }

    private static object Scalar(string kind, string text) => kind switch
    {
        "string" or "enum" => text,
        "integer" => (int)decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        "long" => (long)decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        "double" => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        "boolean" => text is "true" or "1",
        "date" => BodyJson.Date(text),
        _ => throw new AssertionException($"'{kind}' is no scalar."),
    };
}
