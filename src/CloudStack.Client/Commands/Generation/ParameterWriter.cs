using System.ComponentModel;
using System.Globalization;
using CloudStack.Client.Transport;

namespace CloudStack.Client.Generation;

/// <summary>Takes the parameters of a request in their wire form. Used by generated code only.</summary>
/// <remarks>A value that is null is not sent; an empty one is.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public readonly ref struct ParameterWriter
{
    private readonly ParameterList _parameters;

    internal ParameterWriter(ParameterList parameters) => _parameters = parameters;

    /// <summary>Writes a text.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void Write(string name, string? value, bool sensitive = false)
    {
        if (value is not null)
        {
            _parameters.Add(name, value, sensitive);
        }
    }

    /// <summary>Writes a boolean as <c>true</c> or <c>false</c>, the only forms the server reads as meant.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, bool? value)
    {
        if (value is { } flag)
        {
            _parameters.Add(name, flag ? "true" : "false");
        }
    }

    /// <summary>Writes a whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, long? value)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a floating point number, in the shortest form that reads back as the same number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, double? value)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a decimal number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, decimal? value)
    {
        if (value is { } number)
        {
            _parameters.Add(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a UUID in lower case with dashes.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, Guid? value)
    {
        if (value is { } id)
        {
            _parameters.Add(name, id.ToString("D"));
        }
    }

    /// <summary>Writes a date in UTC and whole seconds, as <c>2026-01-02T03:04:05+0000</c>.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value; null leaves the parameter out.</param>
    public void Write(string name, DateTimeOffset? value)
    {
        if (value is { } date)
        {
            _parameters.Add(name, date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a list as one value with commas. An empty list is sent as an empty value.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">Its items; null leaves the parameter out.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">An item is null or holds a comma, for which the protocol has no form.</exception>
    public void WriteList(string name, IReadOnlyList<string>? values, bool sensitive = false)
    {
        if (values is null)
        {
            return;
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } item)
            {
                throw new ArgumentException($"Item {i} of parameter '{name}' is null; leave it out.", name);
            }

            if (item.Contains(',', StringComparison.Ordinal))
            {
                throw new ArgumentException($"Item {i} of parameter '{name}' holds a comma, which separates items and cannot be escaped; send the items in calls of their own.", name);
            }
        }

        _parameters.Add(name, string.Join(',', values), sensitive);
    }

    /// <summary>Writes a list of numbers as one value with commas.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="values">Its items; null leaves the parameter out.</param>
    /// <typeparam name="TValue">The type of the items.</typeparam>
    public void WriteList<TValue>(string name, IReadOnlyList<TValue>? values)
        where TValue : struct, IFormattable
    {
        if (values is not null)
        {
            _parameters.Add(name, string.Join(',', values.Select(static value => value.ToString(null, CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>Writes a map. An empty map has no wire form and is not sent.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="entries">Its entries, keys with their letter case; null leaves the parameter out.</param>
    /// <param name="style">The form that the command reads.</param>
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
                throw new ArgumentException($"Entry '{key}' of parameter '{name}' is null; leave it out.", name);
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

    /// <summary>Writes a list of records whose entry names are not fixed.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="records">The records; null leaves the parameter out.</param>
    public void WriteRecords(string name, IReadOnlyList<IReadOnlyDictionary<string, string>>? records)
    {
        for (int i = 0; i < records?.Count; i++)
        {
            WriteEntries(name, i, records[i]);
        }
    }

    /// <summary>Writes entries of one record whose names are not fixed.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">The record's index.</param>
    /// <param name="entries">The entries; null writes none.</param>
    public void WriteEntries(string name, int index, IReadOnlyDictionary<string, string>? entries)
    {
        if (entries is null)
        {
            return;
        }

        foreach ((string key, string value) in entries)
        {
            WriteEntry(name, index, key, value);
        }
    }

    /// <summary>Writes one entry of a record or map: <c>name[index].entry=value</c>.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">The record's index.</param>
    /// <param name="entry">The entry's name; its letter case is kept.</param>
    /// <param name="value">Its value; null leaves the entry out.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, string? value, bool sensitive = false)
    {
        if (value is not null)
        {
            _parameters.Add(EntryName(name, index, entry), value, sensitive);
        }
    }

    /// <summary>Writes one entry of a record that is a boolean.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">The record's index.</param>
    /// <param name="entry">The entry's name; its letter case is kept.</param>
    /// <param name="value">Its value; null leaves the entry out.</param>
    public void WriteEntry(string name, int index, string entry, bool? value) => Write(EntryName(name, index, entry), value);

    /// <summary>Writes one entry of a record that is a whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="index">The record's index.</param>
    /// <param name="entry">The entry's name; its letter case is kept.</param>
    /// <param name="value">Its value; null leaves the entry out.</param>
    public void WriteEntry(string name, int index, string entry, long? value) => Write(EntryName(name, index, entry), value);

    private static string EntryName(string name, int index, string entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}[{index}].{entry}");
}
