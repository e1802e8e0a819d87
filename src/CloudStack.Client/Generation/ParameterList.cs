using System.Collections;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Generation;

/// <summary>The parameters of one call in the order in which they were written, and which of their values are secrets.</summary>
internal sealed class ParameterList : IEnumerable<KeyValuePair<string, string>>
{
    /// <summary>The parameter that sets a job's id, chosen by the client or its caller.</summary>
    public const string CustomJobId = "customjobid";

    private const string EntryKey = ".key";

    private static readonly HashSet<string> ProtocolNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "command", "response", "apikey", "signature", "signatureversion", "expires", "sessionkey",
    };

    private readonly List<KeyValuePair<string, string>> _items = new(8);
    private List<string>? _secrets;

    public int Count => _items.Count;

    /// <summary>Whether a parameter identifies the command, the response format or the sender, which only the client sets.</summary>
    public static bool IsOfProtocol(string name) => ProtocolNames.Contains(name);

    /// <summary>The secret values, for removing them from texts that the server sends back.</summary>
    public IReadOnlyList<string> Secrets => _secrets ?? [];

    public void Add(string name, string value, bool sensitive = false)
    {
        _items.Add(new(name, value));

        if (sensitive || SensitiveNames.Contains(name))
        {
            AddSecret(value);
        }
    }

    /// <summary>Adds a parameter, or replaces the one with the same name, because the server accepts each name once.</summary>
    public void Set(string name, string value, bool sensitive = false)
    {
        _items.RemoveAll(item => item.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        Add(name, value, sensitive);
    }

    /// <summary>Creates the list for a command without a request class, and checks its parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or can't be represented in it.</exception>
    public static ParameterList Checked(IEnumerable<KeyValuePair<string, string>>? given)
    {
        ParameterList parameters = new();
        if (given is not null)
        {
            parameters.SetChecked(given);
        }

        return parameters;
    }

    /// <summary>Sets parameters that were given by name.</summary>
    /// <param name="given">The parameters.</param>
    /// <param name="sensitive">The names of the parameters that are secrets; null for none.</param>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or can't be represented in it.</exception>
    public void SetChecked(IEnumerable<KeyValuePair<string, string>> given, IReadOnlyList<string>? sensitive = null)
    {
        foreach ((string name, string value) in given)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A parameter has no name.", nameof(given));
            }

            if (value is null)
            {
                throw new ArgumentException($"Parameter '{name}' is null; leave it out.", name);
            }

            if (ProtocolNames.Contains(name))
            {
                throw new ArgumentException($"Parameter '{name}' is reserved for the protocol; the client sets it.", name);
            }

            Set(name, value, sensitive?.Contains(name, StringComparer.OrdinalIgnoreCase) ?? false);
        }

        foreach ((string name, string value) in _items)
        {
            // An entry of a map can be two parameters: details[0].key names the secret, details[0].value is it.
            if (name.EndsWith(EntryKey, StringComparison.OrdinalIgnoreCase) && SensitiveNames.Contains(value)
                && TryGet(name[..^EntryKey.Length] + ".value", out string secret))
            {
                AddSecret(secret);
            }
        }
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

    private void AddSecret(string value)
    {
        // "true" under a name like passwordenabled isn't a secret, and removing it would garble every text.
        if (value is not ("" or "true" or "false"))
        {
            (_secrets ??= []).Add(value);
        }
    }
}
