using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The parameters of one request, combined from query string and form body.</summary>
[SuppressMessage("Globalization", "CA1308", Justification = "The server compares names in lower case.")]
internal sealed class RequestParameters
{
    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, ApiObject>> _maps = new(StringComparer.Ordinal);

    public RequestParameters(string query, string form)
    {
        foreach ((string name, string value) in FormDecoding.Parse(form))
        {
            // If a name is repeated, the first value counts in a body, and the last one in a query string.
            _sent.TryAdd(name, value);
        }

        foreach ((string name, string value) in FormDecoding.Parse(query))
        {
            _sent[name] = value;
        }
    }

    /// <summary>All parameters under their names as sent.</summary>
    public IReadOnlyDictionary<string, string> Sent => _sent;

    /// <summary>The command. It is looked up before names are compared without regard to case.</summary>
    public string? Command => _sent.GetValueOrDefault("command");

    public bool WantsJson => string.Equals(_sent.GetValueOrDefault("response"), "json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds one of the parameters that are recognized in any case before the others are unpacked.</summary>
    public string? FindAnyCase(string name) =>
        _sent.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string? Get(string name) => _byName.GetValueOrDefault(name);

    public IReadOnlyDictionary<int, ApiObject>? GetMap(string name) => _maps.GetValueOrDefault(name);

    /// <summary>Separates plain names from map entries.</summary>
    /// <exception cref="ApiError">430: a map entry doesn't have the form <c>name[index].field</c>.</exception>
    public void Unpack()
    {
        foreach ((string name, string value) in _sent)
        {
            int bracket = name.IndexOf('[', StringComparison.Ordinal);
            if (bracket < 0)
            {
                _byName[name.ToLowerInvariant()] = value;
                continue;
            }

            int close = name.IndexOf(']', bracket);
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            if (name.IndexOf('[', bracket + 1) >= 0 || close < 0 || dot < close
                || !int.TryParse(name.AsSpan(bracket + 1, close - bracket - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
            {
                throw new ApiError(
                    430,
                    $"Unable to decode parameter {name}; if specifying an object array, please use parameter[index].field=XXX, e.g. userGroupList[0].group=httpGroup");
            }

            string map = name[..bracket].ToLowerInvariant();
            if (!_maps.TryGetValue(map, out SortedDictionary<int, ApiObject>? entries))
            {
                _maps[map] = entries = [];
            }

            if (!entries.TryGetValue(index, out ApiObject? entry))
            {
                entries[index] = entry = [];
            }

            entry[name[(dot + 1)..]] = value;
        }
    }

    /// <exception cref="ApiError">431: a value contains a control character other than a line break.</exception>
    public void RefuseControlCharacters()
    {
        foreach ((string name, string value) in _sent)
        {
            if (name != "activationrule" && value.Any(static c => c is (< ' ' or '\u007f') and not ('\n' or '\r')))
            {
                throw new ApiError(431, "Received value containing illegal ASCII non-printable characters for parameter " + name);
            }
        }
    }
}
