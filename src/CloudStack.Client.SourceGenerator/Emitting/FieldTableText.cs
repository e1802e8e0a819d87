using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using CloudStack.Client.SourceGenerator.Shapes;

namespace CloudStack.Client.SourceGenerator.Emitting;

/// <summary>
/// The table in which the reader looks up field names: blocks of names of the same length, each preceded by that length and
/// the number of its names, all as constant UTF-8 text.
/// </summary>
internal static class FieldTableText
{
    /// <summary>Lengths and counts are single bytes, which is possible in UTF-8 text up to this value.</summary>
    private const int MaxByte = 127;

    /// <summary>The blocks as literals; one empty literal if there are no names.</summary>
    /// <param name="fields">The fields, sorted by the length of their names in bytes.</param>
    public static IReadOnlyList<string> Blocks(IReadOnlyList<FieldShape> fields)
    {
        List<string> blocks = [];
        int start = 0;
        while (start < fields.Count)
        {
            int length = Encoding.UTF8.GetByteCount(fields[start].WireName);
            string[] names = [.. fields.Skip(start).Select(field => field.WireName).TakeWhile(name => Encoding.UTF8.GetByteCount(name) == length).Take(MaxByte)];
            StringBuilder text = new("\"");
            Append(text, (char)length);
            Append(text, (char)names.Length);
            foreach (char c in string.Concat(names))
            {
                Append(text, c);
            }

            blocks.Add(text.Append("\"u8").ToString());
            start += names.Length;
        }

        return blocks.Count > 0 ? blocks : ["\"\"u8"];
    }

    private static void Append(StringBuilder text, char c)
    {
        if (c is >= ' ' and <= '~' and not ('"' or '\\'))
        {
            text.Append(c);
        }
        else
        {
            text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}
