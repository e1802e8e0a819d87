using System.Collections;
using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Transport;

/// <summary>The parameters of one call in the order they were written, and which of their values are secrets.</summary>
internal sealed class ParameterList : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _items = new(8);
    private List<string>? _secrets;

    public int Count => _items.Count;

    /// <summary>The secret values, for taking them out of texts that the server sends back.</summary>
    public IReadOnlyList<string> Secrets => _secrets ?? [];

    public void Add(string name, string value, bool sensitive = false)
    {
        _items.Add(new(name, value));

        // "true" under a name like passwordenabled is no secret, and taking it out would spoil every text.
        if (value is not ("" or "true" or "false") && (sensitive || SensitiveNames.Contains(name)))
        {
            (_secrets ??= []).Add(value);
        }
    }

    /// <summary>Adds a parameter, in the place of one of the same name if there is one: the server takes each name once.</summary>
    public void Set(string name, string value, bool sensitive = false)
    {
        _items.RemoveAll(item => item.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        Add(name, value, sensitive);
    }

    public bool TryGet(string name, out string value)
    {
        foreach (KeyValuePair<string, string> item in _items)
        {
            if (item.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = item.Value;
                return true;
            }
        }

        value = "";
        return false;
    }

    public List<KeyValuePair<string, string>>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
