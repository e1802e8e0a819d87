using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CloudStack.Simulator;

/// <summary>
/// Writes responses as the server's encoder does, including its flaws: a last pass over the text turns every backslash-u escape
/// back into the character, so control characters are sent raw, and data that contains such a sequence damages the response.
/// </summary>
internal static partial class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\\n\r\t\b\f");

    /// <exception cref="ApiError">The text can't be written: the data contains an escape of a dollar sign.</exception>
    public static string Write(ApiObject root, JsonFormat format)
    {
        var text = new StringBuilder(256);
        Append(text, root, format);
        return Unescape(text.ToString());
    }

    /// <summary>Writes the text before the last pass, as the server stores results, in UTC and unencoded.</summary>
    public static string WriteRaw(ApiObject root)
    {
        var text = new StringBuilder(256);
        Append(text, root, new JsonFormat(TimeSpan.Zero, PercentEncoded: false));
        return text.ToString();
    }

    /// <summary>Formats a number as it looks after the round trip that loses its type.</summary>
    public static string AsDouble(double value)
    {
        bool plain = value == 0 || (Math.Abs(value) < 1e7 && Math.Abs(value) >= 1e-3);
        return value.ToString(plain ? "0.0###############" : "0.0###############E0", CultureInfo.InvariantCulture);
    }

    private static string Unescape(string text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
        {
            return text;
        }

        return UnicodeEscape().Replace(text, static match =>
        {
            char c = (char)ushort.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return c == '$'
                ? throw ApiError.Parameter("Illegal group reference: group index is missing")
                : c.ToString();
        });
    }

    private static void Append(StringBuilder text, object value, JsonFormat format)
    {
        switch (value)
        {
            case string s:
                AppendString(text, format.PercentEncoded ? JavaPercent(s) : s);
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case DateTimeOffset date:
                AppendString(text, format.PercentEncoded ? JavaPercent(ServerDate.Format(date, format.DateOffset)) : ServerDate.Format(date, format.DateOffset));
                break;
            case double d:
                text.Append(AsDouble(d));
                break;
            case ApiObject o:
                AppendObject(text, o, format);
                break;
            case IEnumerable items:
                AppendArray(text, items, format);
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void AppendObject(StringBuilder text, ApiObject value, JsonFormat format)
    {
        text.Append('{');
        bool first = true;
        foreach ((string name, object field) in value)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            AppendString(text, name);
            text.Append(':');
            Append(text, field, format);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, IEnumerable items, JsonFormat format)
    {
        text.Append('[');
        bool first = true;
        foreach (object item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            Append(text, item, format);
        }

        text.Append(']');
    }

    // The encoder escapes other control characters, and its last pass unescapes them.
    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        ReadOnlySpan<char> rest = value;
        for (int i = rest.IndexOfAny(Escaped); i >= 0; i = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..i]).Append('\\').Append(rest[i] switch
            {
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                '\b' => 'b',
                '\f' => 'f',
                char c => c,
            });
            rest = rest[(i + 1)..];
        }

        text.Append(rest).Append('"');
    }

    // Encodes everything except letters and digits, including dots and dashes.
    private static string JavaPercent(string value)
    {
        var text = new StringBuilder(value.Length * 2);
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            if (char.IsAsciiLetterOrDigit((char)b))
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}", RegexOptions.CultureInvariant)]
    private static partial Regex UnicodeEscape();
}
