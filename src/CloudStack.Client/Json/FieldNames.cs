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

        List<byte> table = [];
        int[] positions = new int[names.Length];
        int placed = 0;
        for (int length = 0; placed < names.Length; length++)
        {
            int block = -1;
            for (int position = 0; position < names.Length; position++)
            {
                if (names[position].Length == length)
                {
                    block = block < 0 || table[block + 1] == byte.MaxValue ? AddBlock(table, length) : block;
                    table[block + 1]++;
                    table.AddRange(Encoding.ASCII.GetBytes(names[position]));
                    positions[placed++] = position;
                }
            }
        }

        return new FieldNames([.. table], positions);
    }

    /// <summary>The position in which a name was given; -1 for any other name.</summary>
    public int IndexOf(ReadOnlySpan<byte> name) => FieldTable.IndexOf(_table, name) is var found and >= 0 ? _positions[found] : -1;

    private static int AddBlock(List<byte> table, int length)
    {
        table.Add((byte)length);
        table.Add(0);
        return table.Count - 2;
    }

    private static void Check(bool isGood, string fault, string name, string parameter)
    {
        if (!isGood)
        {
            throw new ArgumentException($"The field name {name} {fault}.", parameter);
        }
    }
}
