using System.Globalization;
using System.Text;

namespace CloudStack.Client.Secrets;

/// <summary>
/// Recognizes a secret in a text, even if it was encoded on the way: as part of a URL or a form, of JSON (encoded once or several
/// times), or of HTML. Letters and digits remain as they are in all of them.
/// </summary>
internal static class SecretPattern
{
    /// <summary>
    /// The number of characters, from a position of the text, that are the secret in an encoded form; 0 if they are not. A percent
    /// sign, an ampersand or a backslash counts as the beginning of an encoded character if it can be one.
    /// </summary>
    public static int Match(ReadOnlySpan<char> text, int start, string secret)
    {
        int position = start;
        foreach (Rune rune in secret.EnumerateRunes())
        {
            int length = MatchRune(text[position..], rune);
            if (length == 0)
            {
                return 0;
            }

            position += length;
        }

        return position - start;
    }

    private static int MatchRune(ReadOnlySpan<char> text, Rune rune)
    {
        int slashes = 0;
        while (slashes < text.Length && text[slashes] == '\\')
        {
            slashes++;
        }

        if (rune.Value == '\\' && slashes > 0)
        {
            // Each time text is encoded as JSON, a backslash doubles; a backslash that escapes the next character may also follow.
            return slashes;
        }

        ReadOnlySpan<char> rest = text[slashes..];
        Span<char> raw = stackalloc char[2];
        raw = raw[..rune.EncodeToUtf16(raw)];
        int length = slashes > 0 && MatchEscape(rest, raw) is var escape and > 0 ? escape
            : MatchPercent(rest, rune) is var percent and > 0 ? percent
            : MatchEntity(rest, rune) is var entity and > 0 ? entity
            : rest.StartsWith(raw, StringComparison.Ordinal) ? raw.Length
            : 0;
        return length == 0 ? 0 : slashes + length;
    }

    // A character outside the basic plane is written as two escapes.
    private static int MatchEscape(ReadOnlySpan<char> rest, ReadOnlySpan<char> raw)
    {
        int length = 0;
        foreach (char unit in raw)
        {
            while (length > 0 && length < rest.Length && rest[length] == '\\')
            {
                length++;
            }

            ReadOnlySpan<char> escape = rest[length..];
            if (escape.Length < 5 || escape[0] != 'u'
                || !ushort.TryParse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
                || code != unit)
            {
                return 0;
            }

            length += 5;
        }

        return length;
    }

    private static int MatchPercent(ReadOnlySpan<char> rest, Rune rune)
    {
        if (rune.Value == ' ' && rest is ['+', ..])
        {
            return 1;
        }

        Span<byte> bytes = stackalloc byte[4];
        bytes = bytes[..rune.EncodeToUtf8(bytes)];
        int length = 0;
        foreach (byte expected in bytes)
        {
            ReadOnlySpan<char> code = rest[length..];
            if (code.Length < 3 || code[0] != '%'
                || !byte.TryParse(code.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
                || value != expected)
            {
                return 0;
            }

            length += 3;
        }

        return length;
    }

    private static int MatchEntity(ReadOnlySpan<char> rest, Rune rune)
    {
        if (rest is not ['&', ..])
        {
            return 0;
        }

        int end = rest.IndexOf(';');
        if (end is < 2 or > 9)
        {
            return 0;
        }

        ReadOnlySpan<char> name = rest[1..end];
        int value = name switch
        {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            ['#', 'x' or 'X', .. var hex] when int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) => code,
            ['#', .. var digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int code) => code,
            _ => -1,
        };
        return value == rune.Value ? end + 1 : 0;
    }
}
