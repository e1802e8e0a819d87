using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// An API key or a secret key as read from a file, a variable or a vault: possibly with a newline at the end, or with the mark that
/// some editors put at the beginning of a file. Such characters around a key are ignored; inside it, they are an error.
/// </summary>
internal static class KeyText
{
    /// <summary>The problem with a key that has a gap, for messages; never the key itself.</summary>
    public const string Gap = "contains white space or control characters, which no key has. Copy the whole key again";

    /// <summary>The key without the ignored characters around it; empty if there is none.</summary>
    public static string Trim(string? text)
    {
        ReadOnlySpan<char> key = text;
        while (!key.IsEmpty && IsBlank(key[0]))
        {
            key = key[1..];
        }

        while (!key.IsEmpty && IsBlank(key[^1]))
        {
            key = key[..^1];
        }

        return key.Length == text?.Length ? text : key.ToString();
    }

    /// <summary>Whether the key contains characters that no key has.</summary>
    public static bool HasGap(string? text)
    {
        foreach (char c in Trim(text))
        {
            if (IsBlank(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Checks a key and returns it trimmed.</summary>
    /// <exception cref="ArgumentException">The key is empty, or has a gap.</exception>
    public static string Require(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, parameter);
        return HasGap(text) ? throw new ArgumentException($"The key {Gap}.", parameter)
            : Trim(text) is { Length: > 0 } key ? key
            : throw new ArgumentException("The key is empty.", parameter);
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
