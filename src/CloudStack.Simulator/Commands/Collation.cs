using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Compares strings as the server's database does: ignoring case and accents.</summary>
internal static class Collation
{
    private const CompareOptions Loose = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    public static bool Same(string? left, string? right) =>
        left is not null && right is not null && CultureInfo.InvariantCulture.CompareInfo.Compare(left, right, Loose) == 0;

    /// <summary>Whether a text contains a pattern, in which <c>%</c> stands for any text and <c>_</c> for any character.</summary>
    public static bool Contains(string? text, string pattern) => text is not null && Like(text, "%" + pattern + "%");

    private static bool Like(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int at = 0;
        int next = 0;
        int anyText = -1;
        int from = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '%')
            {
                anyText = next++;
                from = at;
            }
            else if (next < pattern.Length && (pattern[next] == '_' || SameCharacter(text.Slice(at, 1), pattern.Slice(next, 1))))
            {
                at++;
                next++;
            }
            else if (anyText >= 0)
            {
                // Lets the last % stand for one more character.
                next = anyText + 1;
                at = ++from;
            }
            else
            {
                return false;
            }
        }

        return pattern[next..].Trim('%').IsEmpty;
    }

    private static bool SameCharacter(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(left, right, Loose) == 0;
}
