using System.Collections;

namespace CloudStack.Simulator;

/// <summary>
/// An object in a response: fields in the order in which they were set. Values are strings, booleans, numbers, dates, other objects
/// and sequences of those. A field that is set to null is omitted.
/// </summary>
internal sealed class ApiObject : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _fields = [];

    public int Count => _fields.Count;

    public object? this[string name]
    {
        get
        {
            int index = IndexOf(name);
            return index < 0 ? null : _fields[index].Value;
        }

        set
        {
            int index = IndexOf(name);
            if (value is null)
            {
                if (index >= 0)
                {
                    _fields.RemoveAt(index);
                }
            }
            else if (index >= 0)
            {
                _fields[index] = new(name, value);
            }
            else
            {
                _fields.Add(new(name, value));
            }
        }
    }

    public void Add(string name, object? value) => this[name] = value;

    public string? Text(string name) => this[name] as string;

    public ApiObject Copy()
    {
        var copy = new ApiObject();
        copy._fields.AddRange(_fields);
        return copy;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        for (int i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }
}
