using System.ComponentModel;
using System.Globalization;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Generation;

/// <summary>Writes the parameters of a request in the form that is sent. Used only by generated code.</summary>
/// <remarks>Null values are not sent; empty ones are.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly ref partial struct ParameterWriter
{
    private readonly ParameterList _parameters;

    internal ParameterWriter(ParameterList parameters) => _parameters = parameters;

    /// <summary>Writes a string.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, string? value, bool sensitive = false)
    {
        if (value is not null)
        {
            _parameters.Add(name, value, sensitive);
        }
    }

    /// <summary>Writes the id of an entity.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The id; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    /// <exception cref="ArgumentException">The id is empty, as in a model whose id the server didn't send.</exception>
    public void WriteId(string name, string? value, bool sensitive = false)
    {
        if (value is { Length: 0 })
        {
            throw EmptyId(name);
        }

        Write(name, value, sensitive);
    }

    /// <summary>Writes a boolean as <c>true</c> or <c>false</c>, the only forms that the server reads correctly.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    public void Write(string name, bool? value)
    {
        if (value is { } flag)
        {
            _parameters.Add(name, flag ? "true" : "false");
        }
    }

    /// <summary>Writes an integer.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, long? value, bool sensitive = false)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString(CultureInfo.InvariantCulture), sensitive);
        }
    }

    /// <summary>Writes a floating-point number in the shortest form that reads back as the same number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, double? value, bool sensitive = false)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString("R", CultureInfo.InvariantCulture), sensitive);
        }
    }

    /// <summary>Writes a single-precision floating-point number in the shortest form that reads back as the same number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, float? value, bool sensitive = false)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString("R", CultureInfo.InvariantCulture), sensitive);
        }
    }

    /// <summary>Writes a decimal number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, decimal? value, bool sensitive = false)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString(CultureInfo.InvariantCulture), sensitive);
        }
    }

    /// <summary>Writes a UUID in lower case with dashes.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, Guid? value, bool sensitive = false)
    {
        if (value is { } id)
        {
            _parameters.Add(name, id.ToString("D"), sensitive);
        }
    }

    /// <summary>Writes a date in UTC with whole seconds, as <c>2026-01-02T03:04:05+0000</c>.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null omits the parameter.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, DateTimeOffset? value, bool sensitive = false)
    {
        if (value is { } date)
        {
            _parameters.Add(name, FormatDate(date), sensitive);
        }
    }

    /// <summary>Formats a date as it is sent.</summary>
    internal static string FormatDate(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    /// <summary>Writes a list as one comma-separated value. An empty list is sent as an empty value.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="values">The items; null omits the parameter.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">An item is null or contains a comma, which the protocol can't represent.</exception>
    public void WriteList(string name, IReadOnlyList<string>? values, bool sensitive = false)
    {
        if (values is not null)
        {
            _parameters.Add(name, Joined(name, values), sensitive);
        }
    }

    /// <summary>Writes entity ids as one comma-separated value. An empty list is sent as an empty value.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="values">The ids; null omits the parameter.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">An id is null, empty, or contains a comma.</exception>
    public void WriteIds(string name, IReadOnlyList<string>? values, bool sensitive = false)
    {
        for (int i = 0; i < values?.Count; i++)
        {
            if (values[i] is { Length: 0 })
            {
                throw EmptyId(name);
            }
        }

        WriteList(name, values, sensitive);
    }

    /// <summary>Writes a list of numbers as one comma-separated value.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="values">The items; null omits the parameter.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <typeparam name="TValue">The type of the items.</typeparam>
    public void WriteList<TValue>(string name, IReadOnlyList<TValue>? values, bool sensitive = false)
        where TValue : struct, IFormattable
    {
        if (values is not null)
        {
            _parameters.Add(name, string.Join(',', values.Select(static value => value.ToString(null, CultureInfo.InvariantCulture))), sensitive);
        }
    }

    /// <summary>Writes a map. An empty map can't be represented and is not sent.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="entries">The entries; the case of the keys is preserved. Null omits the parameter.</param>
    /// <param name="style">The style that the command reads.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">A value is null.</exception>
    public void WriteMap(string name, IReadOnlyDictionary<string, string>? entries, MapStyle style = MapStyle.Names, bool sensitive = false)
    {
        if (entries is null)
        {
            return;
        }

        int index = 0;
        foreach ((string key, string value) in entries)
        {
            if (value is null)
            {
                throw NullEntry(name, key);
            }

            if (style == MapStyle.KeyValue)
            {
                WriteEntry(name, index, "key", key);
                WriteEntry(name, index, "value", value, sensitive || SensitiveNames.Contains(key));
            }
            else
            {
                WriteEntry(name, style == MapStyle.NamesFirst ? 0 : index, key, value, sensitive);
            }

            index++;
        }
    }

    private static ArgumentException EmptyId(string name) =>
        new($"An id in the parameter '{name}' is empty. Specify an id, or omit the parameter.", name);
}
