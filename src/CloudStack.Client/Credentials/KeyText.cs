using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// An API key or a secret key as it comes out of a file, a variable or a vault: with a newline behind it, or with the mark that
/// some editors begin a file with. What stands around it is not meant; what stands inside of it cannot be meant either.
/// </summary>
internal static class KeyText
{
    /// <summary>What is wrong with a key that has a gap, for messages; never the key itself.</summary>
    public const string Gap = "has white space or control characters inside; no key has. Copy it again, in one piece";

    /// <summary>The key without what stands around it; empty for none.</summary>
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

    /// <summary>Whether something stands inside of the key that belongs to no key.</summary>
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

    /// <summary>The key that somebody gave.</summary>
    /// <exception cref="ArgumentException">It is empty, or has a gap.</exception>
    public static string Require(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, parameter);
        return HasGap(text) ? throw new ArgumentException($"The key {Gap}.", parameter)
            : Trim(text) is { Length: > 0 } key ? key
            : throw new ArgumentException("The key is empty.", parameter);
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
