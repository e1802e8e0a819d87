namespace CloudStack.Client.Json;

/// <summary>
/// Looks up a field name in a table that generated code stores as constant data: blocks of names of the same length, each block
/// preceded by that length and the number of its names. A look-up skips whole blocks, so it compares few names, and the table needs
/// neither an allocation nor a static constructor.
/// </summary>
internal static class FieldTable
{
    public static int IndexOf(ReadOnlySpan<byte> table, ReadOnlySpan<byte> name)
    {
        int index = 0;
        while (!table.IsEmpty)
        {
            int length = table[0];
            int count = table[1];
            int size = length * count;
            if (length == name.Length)
            {
                ReadOnlySpan<byte> names = table.Slice(2, size);
                for (int i = 0; i < count; i++)
                {
                    if (names.Slice(i * length, length).SequenceEqual(name))
                    {
                        return index + i;
                    }
                }
            }

            index += count;
            table = table[(2 + size)..];
        }

        return -1;
    }
}
