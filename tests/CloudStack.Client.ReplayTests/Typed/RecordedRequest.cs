using System.Globalization;
using System.Reflection;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Walk;

namespace CloudStack.Client.ReplayTests.Typed;

/// <summary>
/// Converts recorded parameters to the typed request of a command: as properties if a property can send their form, otherwise as
/// additional parameters. Either way, exactly what was recorded is sent.
/// </summary>
internal sealed class RecordedRequest
{
    private const string Date = "yyyy-MM-dd'T'HH:mm:ss'+0000'";

    private readonly TypedMethod _method;
    private readonly Dictionary<string, string> _pairs = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="method">The method whose request is filled.</param>
    /// <param name="pairs">The parameters without those of the protocol; if a name was sent twice, the last value counts.</param>
    public RecordedRequest(TypedMethod method, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        _method = method;
        foreach ((string name, string value) in pairs)
        {
            bool isOwn = name.Equals("customjobid", StringComparison.OrdinalIgnoreCase)
                || (method.IsQuery && (name.Equals("page", StringComparison.OrdinalIgnoreCase) || name.Equals("pagesize", StringComparison.OrdinalIgnoreCase)));
            if (!isOwn)
            {
                _pairs[name] = value;
            }
        }

        // Required parameters that weren't sent need a value, so that the request can be created.
        Request = FilledRequest.Of(method, ParameterChoice.Required).Request;
        Dictionary<string, string> rest = new(_pairs, StringComparer.OrdinalIgnoreCase);
        foreach (ParameterFacts parameter in method.Command.Declared)
        {
            // A property refuses an empty id; some were sent to the server.
            if (parameter.Type is "uuid" or "string" && parameter.Pascal.EndsWith("Id", StringComparison.Ordinal) && _pairs.TryGetValue(parameter.Name, out string? id) && id.Length == 0)
            {
                continue;
            }

            object? value = parameter.Type == "map" ? TakeMap(parameter, rest) : Take(parameter, rest);
            if (value is not null)
            {
                PropertyInfo property = method.Request.GetProperty(parameter.Pascal)!;
                property.SetValue(Request, value);
                TypedParameters++;
            }
        }

        foreach ((string name, string value) in rest)
        {
            Request.AdditionalParameters[name] = value;
        }
    }

    public CommandRequest Request { get; }

    /// <summary>The number of parameters that were set as properties.</summary>
    public int TypedParameters { get; }

    public void ExpectSent(object where, SentRequest sent, Problems problems)
    {
        problems.ExpectEqual(where, "the command", sent.Command, _method.Command.Name);
        foreach ((string name, string value) in _pairs)
        {
            problems.ExpectEqual(where, name, sent[name], value);
        }

        if (_method.Command.Async)
        {
            problems.ExpectEqual(where, "that the job's id is a UUID", Guid.TryParseExact(sent["customjobid"], "D", out _), true);
        }
    }

    private static object? Take(ParameterFacts parameter, Dictionary<string, string> rest)
    {
        if (!rest.TryGetValue(parameter.Name, out string? text) || Value(parameter.Type, text) is not { } value)
        {
            return null;
        }

        rest.Remove(parameter.Name);
        return value;
    }

    private static object? Value(string type, string text) => type switch
    {
        "string" or "uuid" or "object" => text,
        "boolean" => text is "true" or "false" ? text == "true" : null,
        "integer" => int.TryParse(text, CultureInfo.InvariantCulture, out int number) && Same(number, text) ? number : null,
        "long" => long.TryParse(text, CultureInfo.InvariantCulture, out long number) && Same(number, text) ? number : null,
        "short" => short.TryParse(text, CultureInfo.InvariantCulture, out short number) && Same(number, text) ? number : null,
        "double" => double.TryParse(text, CultureInfo.InvariantCulture, out double number) && Same(number, text) ? number : null,
        "date" => DateTimeOffset.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null,
        "list" => text.Split(','),
        _ => null,
    };

    private static bool Same(IFormattable value, string text) => value.ToString(null, CultureInfo.InvariantCulture) == text;

    /// <summary>The entries of a map that were sent with one index each, or all under the first.</summary>
    private static Dictionary<string, string>? TakeMap(ParameterFacts parameter, Dictionary<string, string> rest)
    {
        Dictionary<string, string> map = [];
        List<string> taken = [];
        for (int index = 0; parameter.MapStyle != "records"; index++)
        {
            string prefix = $"{parameter.Name}[{(parameter.MapStyle == "names-first" ? 0 : index)}].";
            List<string> names = [.. rest.Keys.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !taken.Contains(name))];
            if (names.Count == 0)
            {
                break;
            }

            if (parameter.MapStyle == "key-value" && rest.TryGetValue(prefix + "key", out string? key) && rest.TryGetValue(prefix + "value", out string? value) && names.Count == 2)
            {
                map[key] = value;
            }
            else if (parameter.MapStyle != "key-value" && (names.Count == 1 || parameter.MapStyle == "names-first"))
            {
                names.ForEach(name => map[name[prefix.Length..]] = rest[name]);
            }
            else
            {
                return null;
            }

            taken.AddRange(names);
        }

        taken.ForEach(name => rest.Remove(name));
        return map.Count > 0 ? map : null;
    }
}
