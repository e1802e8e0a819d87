using System.Text;

namespace CloudStack.Client.Json;

/// <summary>
/// The field names of a response that is read by handwritten code. The table is created once, in a static field. A look-up
/// allocates nothing and returns the position at which the name was given, so the names can be in any order.
/// </summary>
internal sealed class FieldNames
{
    private readonly byte[] _table;

    // Maps positions in the table, which is sorted by length, to the caller's positions.
    private readonly int[] _positions;

    private FieldNames(byte[] table, int[] positions)
    {
        _table = table;
        _positions = positions;
    }

    /// <exception cref="ArgumentException">A name is not ASCII, is longer than 255 characters, or is given twice.</exception>
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

    /// <summary>The position at which a name was given; -1 for any other name.</summary>
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
