using System.Text;

namespace CloudStack.Client.Json;

/// <summary>
/// The field names of an answer that is read by hand. The table is made once, for a static field; a look-up allocates
/// nothing and answers with the position in which the name was given, so the order of the names is free.
/// </summary>
internal sealed class FieldNames
{
    private readonly byte[] _table;

    // From the position in the table, which is sorted by length, to the one that the caller chose.
    private readonly int[] _positions;

    private FieldNames(byte[] table, int[] positions)
    {
        _table = table;
        _positions = positions;
    }

    /// <exception cref="ArgumentException">A name is not ASCII, longer than 255 characters, or stands there twice.</exception>
    public static FieldNames Of(params ReadOnlySpan<string> names)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Check(name.Length <= byte.MaxValue, "is longer than 255 characters", name, nameof(names));
            Check(Ascii.IsValid(name), "is not ASCII", name, nameof(names));
            Check(known.Add(name), "stands there twice", name, nameof(names));
        }

        string[] given = names.ToArray();
        int[] positions = [.. Enumerable.Range(0, given.Length).OrderBy(position => given[position].Length)];
        List<byte> table = [];
        foreach (int[] block in positions.GroupBy(position => given[position].Length).SelectMany(sameLength => sameLength.Chunk(byte.MaxValue)))
        {
            table.Add((byte)given[block[0]].Length);
            table.Add((byte)block.Length);
            foreach (int position in block)
            {
                table.AddRange(Encoding.ASCII.GetBytes(given[position]));
            }
        }

        return new FieldNames([.. table], positions);
    }

    /// <summary>The position in which a name was given; -1 for any other name.</summary>
    public int IndexOf(ReadOnlySpan<byte> name) => FieldTable.IndexOf(_table, name) is var found and >= 0 ? _positions[found] : -1;

    private static void Check(bool isGood, string fault, string name, string parameter)
    {
        if (!isGood)
        {
            throw new ArgumentException($"The field name {name} {fault}.", parameter);
        }
    }
}
