using System.Globalization;

namespace CloudStack.Client.Generation;

public readonly ref partial struct ParameterWriter
{
    /// <summary>Returns one record of a list.</summary>
    /// <typeparam name="TRecord">The type of the records.</typeparam>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="records">The records.</param>
    /// <param name="index">The index of the record.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="records"/> is null.</exception>
    /// <exception cref="ArgumentException">The record is null, which the protocol can't represent.</exception>
    public static TRecord Record<TRecord>(string name, IReadOnlyList<TRecord> records, int index)
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(records);
        return records[index] ?? throw NullItem(name, index);
    }

    /// <summary>Writes a list of records whose entry names are not fixed.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="records">The records; null omits the parameter.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">A record, or a value in one, is null.</exception>
    public void WriteRecords(string name, IReadOnlyList<IReadOnlyDictionary<string, string>>? records, bool sensitive = false)
    {
        for (int i = 0; i < records?.Count; i++)
        {
            WriteEntries(name, i, Record(name, records, i), sensitive);
        }
    }

    /// <summary>Writes the entries of one record whose entry names are not fixed.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entries">The entries; null writes none.</param>
    /// <param name="sensitive">Whether the values are secrets.</param>
    /// <exception cref="ArgumentException">A value is null.</exception>
    public void WriteEntries(string name, int index, IReadOnlyDictionary<string, string>? entries, bool sensitive = false)
    {
        if (entries is null)
        {
            return;
        }

        foreach ((string key, string value) in entries)
        {
            WriteEntry(name, index, key, value ?? throw NullEntry(name, key), sensitive);
        }
    }

    /// <summary>Writes one entry of a record: <c>name[index].entry=value</c>.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, string? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a boolean.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    public void WriteEntry(string name, int index, string entry, bool? value) =>
        Write(EntryName(name, index, entry), value);

    /// <summary>Writes one entry of a record that is an integer.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, long? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a single-precision floating-point number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, float? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a floating-point number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, double? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a decimal number.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, decimal? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a UUID.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, Guid? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a date.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    public void WriteEntry(string name, int index, string entry, DateTimeOffset? value, bool sensitive = false) =>
        Write(EntryName(name, index, entry), value, sensitive);

    /// <summary>Writes one entry of a record that is a list, as one comma-separated value.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="index">The index of the record.</param>
    /// <param name="entry">The name of the entry; its case is preserved.</param>
    /// <param name="value">The value; null omits the entry.</param>
    /// <param name="sensitive">Whether the value is a secret.</param>
    /// <exception cref="ArgumentException">An item is null or contains a comma, which the protocol can't represent.</exception>
    public void WriteEntry(string name, int index, string entry, IReadOnlyList<string>? value, bool sensitive = false) =>
        WriteList(EntryName(name, index, entry), value, sensitive);

    private static string EntryName(string name, int index, string entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}[{index}].{entry}");

    private static string Joined(string name, IReadOnlyList<string> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } item)
            {
                throw NullItem(name, i);
            }

            if (item.Contains(',', StringComparison.Ordinal))
            {
                throw new ArgumentException($"Item {i} of parameter '{name}' contains a comma, which separates items and cannot be escaped; send the items in separate calls.", name);
            }
        }

        return string.Join(',', values);
    }

    private static ArgumentException NullItem(string name, int index) => new($"Item {index} of parameter '{name}' is null; leave it out.", name);

    private static ArgumentException NullEntry(string name, string key) => new($"Entry '{key}' of parameter '{name}' is null; leave it out.", name);
}
