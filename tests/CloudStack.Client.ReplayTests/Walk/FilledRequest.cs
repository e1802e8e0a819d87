using System.Globalization;
using System.Reflection;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>A request with chosen values, and what must be sent for them, according to the catalog alone.</summary>
internal sealed class FilledRequest
{
    private readonly List<KeyValuePair<string, string>> _expected = [];

    private FilledRequest(CommandRequest request) => Request = request;

    public CommandRequest Request { get; }

    /// <summary>The parameters in their wire format.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Expected => _expected;

    public static FilledRequest Of(TypedMethod method, ParameterChoice choice)
    {
        FilledRequest filled = new(method.NewRequest());
        int number = 0;
        foreach (ParameterFacts parameter in method.Command.Declared)
        {
            PropertyInfo property = method.Request.GetProperty(parameter.Pascal)
                ?? throw new AssertionException($"{method.Request.Name} has no {parameter.Pascal}.");
            number++;
            if (parameter.Required || choice == ParameterChoice.All)
            {
                property.SetValue(filled.Request, filled.Value(parameter, property.PropertyType, number));
            }
            else if (choice == ParameterChoice.Nulls)
            {
                property.SetValue(filled.Request, null);
            }
        }

        return filled;
    }

    private object Value(ParameterFacts parameter, Type type, int number)
    {
        string name = parameter.WireName;
        switch (parameter.Type)
        {
            case "string" or "uuid" or "object":
                string text = $"{name} {number}: ä€😀 &=+%~*'()/\n";
                Expect(name, text);
                return text;
            case "boolean":
                Expect(name, number % 2 == 0 ? "true" : "false");
                return number % 2 == 0;
            case "integer":
                Expect(name, "-21474830" + (10 + (number % 90)).ToString(CultureInfo.InvariantCulture));
                return -2147483000 - 10 - (number % 90);
            case "long":
                Expect(name, "90071992547409" + (10 + (number % 90)).ToString(CultureInfo.InvariantCulture));
                return 9007199254740900L + 10 + (number % 90);
            case "short":
                Expect(name, "-1234");
                return (short)-1234;
            case "double":
                Expect(name, "12345.625");
                return 12345.625;
            case "date":
                Expect(name, "2026-03-28T19:32:03+0000");
                return new DateTimeOffset(2026, 3, 29, 1, 2, 3, 987, new TimeSpan(5, 30, 0));
            case "list":
                Expect(name, $"{name} ä,b&{number}");
                return (string[])[$"{name} ä", $"b&{number}"];
            case "map" when parameter.MapStyle == "records":
                return Records(parameter, type.GetGenericArguments()[0]);
            case "map":
                return Map(parameter);
            default:
                throw new AssertionException($"{parameter.Name} has the unknown type {parameter.Type}.");
        }
    }

    private Dictionary<string, string> Map(ParameterFacts parameter)
    {
        Dictionary<string, string> map = new() { ["cpuNumber"] = "2", ["Nic.adapter"] = "e 1000", ["ä"] = "" };
        int index = 0;
        foreach ((string key, string value) in map)
        {
            switch (parameter.MapStyle)
            {
                case "key-value":
                    Expect($"{parameter.WireName}[{index}].key", key);
                    Expect($"{parameter.WireName}[{index}].value", value);
                    break;
                case "names-first":
                    Expect($"{parameter.WireName}[0].{key}", value);
                    break;
                case "names" or null:
                    Expect($"{parameter.WireName}[{index}].{key}", value);
                    break;
                default:
                    throw new AssertionException($"{parameter.Name} has the unknown map style {parameter.MapStyle}.");
            }

            index++;
        }

        return map;
    }

    /// <summary>Two records: one with every entry, and one with only the first (or an open one).</summary>
    private Array Records(ParameterFacts parameter, Type type)
    {
        Array records = Array.CreateInstance(type, 2);
        for (int i = 0; i < 2; i++)
        {
            object record = Activator.CreateInstance(type)!;
            foreach (string key in i == 0 ? parameter.MapKeys : parameter.MapKeys.Take(1))
            {
                string value = $"{key} {i} ü";
                Entry(type, key).SetValue(record, value);
                Expect($"{parameter.WireName}[{i}].{key}", value);
            }

            if (parameter.OpenKeys)
            {
                string key = $"open.Key{i}";
                type.GetProperty("AdditionalEntries")!.SetValue(record, new Dictionary<string, string> { [key] = "x" });
                Expect($"{parameter.WireName}[{i}].{key}", "x");
            }

            records.SetValue(record, i);
        }

        return records;
    }

    private static PropertyInfo Entry(Type type, string key) => type.GetProperties().SingleOrDefault(
        property => property.GetCustomAttribute<WireNameAttribute>() is { } name ? name.Name == key : string.Equals(property.Name.ToLowerInvariant(), key, StringComparison.Ordinal))
        ?? throw new AssertionException($"{type.Name} has no entry {key}.");

    private void Expect(string name, string value) => _expected.Add(new(name, value));
}
