using System.Text;

namespace CloudStack.Simulator;

/// <summary>Decodes query strings and form bodies as the servlet container does.</summary>
internal static class FormDecoding
{
    public static List<KeyValuePair<string, string>> Parse(ReadOnlySpan<char> text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        while (!text.IsEmpty)
        {
            int end = text.IndexOf('&');
            ReadOnlySpan<char> item = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (item.IsEmpty)
            {
                continue;
            }

            int equals = item.IndexOf('=');
            string name = Decode(equals < 0 ? item : item[..equals]);
            pairs.Add(new(name, equals < 0 ? string.Empty : Decode(item[(equals + 1)..])));
        }

        return pairs;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return text.ToString();
        }

        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '+')
            {
                bytes.Add((byte)' ');
            }
            else if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    throw new MalformedRequestException("Unable to parse URI query");
                }

                bytes.Add((byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2])));
                i += 2;
            }
            else
            {
                var rune = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                    ? new Rune(c, text[++i])
                    : char.IsSurrogate(c) ? Rune.ReplacementChar : new Rune(c);
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static int Digit(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
