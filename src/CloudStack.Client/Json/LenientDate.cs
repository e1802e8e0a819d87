using System.Globalization;

namespace CloudStack.Client.Json;

/// <summary>
/// Dates as servers write them: <c>yyyy-MM-dd'T'HH:mm:ss</c> with an offset without a colon, in whatever time zone the server runs.
/// Other forms with a time zone can be read as well; a date without one counts as UTC.
/// </summary>
internal static class LenientDate
{
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        ReadOnlySpan<char> span = text.AsSpan().Trim();
        if (span.Length < 10)
        {
            value = default;
            return false;
        }

        // An offset without a colon is the one form that the framework doesn't parse as ISO 8601.
        if (span.Length > 19 && span[^5] is '+' or '-' && AllDigits(span[^4..]))
        {
            Span<char> withColon = stackalloc char[64];
            if (span.Length + 1 <= withColon.Length)
            {
                span[..^2].CopyTo(withColon);
                withColon[span.Length - 2] = ':';
                span[^2..].CopyTo(withColon[(span.Length - 1)..]);
                return TryParseIso(withColon[..(span.Length + 1)], out value);
            }
        }

        return TryParseIso(span, out value);
    }

    private static bool TryParseIso(ReadOnlySpan<char> span, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out value);

    private static bool AllDigits(ReadOnlySpan<char> span)
    {
        foreach (char c in span)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
