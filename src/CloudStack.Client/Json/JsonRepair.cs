using System.Buffers;

namespace CloudStack.Client.Json;

/// <summary>
/// Repairs the two kinds of malformed JSON that the server writes: raw control characters inside strings, and a backslash that
/// starts no escape. Both come from a text pass in which the server undoes escapes.
/// </summary>
internal static class JsonRepair
{
    /// <returns>The repaired body; null if there was nothing to repair.</returns>
    public static byte[]? Repair(ReadOnlySpan<byte> body)
    {
        ArrayBufferWriter<byte> output = new(body.Length + 64);
        bool inString = false;
        bool changed = false;
        for (int i = 0; i < body.Length; i++)
        {
            byte b = body[i];
            if (!inString)
            {
                inString = b == (byte)'"';
                Write(output, b);
            }
            else if (b == (byte)'\\')
            {
                if (StartsEscape(body[i..]))
                {
                    // The next byte belongs to the escape, even if it is a quote.
                    Write(output, b);
                    Write(output, body[++i]);
                }
                else
                {
                    changed = true;
                    output.Write("\\\\"u8);
                }
            }
            else if (b < 0x20)
            {
                changed = true;
                WriteEscaped(output, b);
            }
            else
            {
                inString = b != (byte)'"';
                Write(output, b);
            }
        }

        return changed ? output.WrittenSpan.ToArray() : null;
    }

    private static bool StartsEscape(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2)
        {
            return false;
        }

        return rest[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' => true,
            (byte)'u' => rest.Length >= 6 && rest.Slice(2, 4).IndexOfAnyExcept(HexDigits) < 0,
            _ => false,
        };
    }

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private static void WriteEscaped(ArrayBufferWriter<byte> output, byte control)
    {
        ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
        output.Write("\\u00"u8);
        Write(output, hex[control >> 4]);
        Write(output, hex[control & 0xF]);
    }

    private static void Write(ArrayBufferWriter<byte> output, byte b)
    {
        output.GetSpan(1)[0] = b;
        output.Advance(1);
    }
}
