using System.Text;

namespace CloudStack.Client.Secrets;

/// <summary>Removes secrets from texts that are going to be shown.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    /// <summary>
    /// Shorter values are masked only where they stand alone. Masking them inside words would garble every text, including the ids
    /// in it, and the gaps would reveal the value.
    /// </summary>
    private const int ShortestAnywhere = 4;

    /// <summary>
    /// Replaces every value that was sent as a secret. Servers repeat parameter values in their errors, as sent or encoded.
    /// </summary>
    public static string Scrub(string text, IReadOnlyList<string> secrets)
    {
        foreach (string secret in secrets)
        {
            text = Scrub(text, secret);
        }

        return text;
    }

    private static string Scrub(string text, string secret)
    {
        if (secret.Length == 0)
        {
            return text;
        }

        bool standsAlone = secret.Length < ShortestAnywhere;
        if (!standsAlone)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        StringBuilder? scrubbed = null;
        int copied = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int length = SecretPattern.Match(text, i, secret);
            if (length == 0 || (standsAlone && !StandsAlone(text, i, i + length)))
            {
                continue;
            }

            (scrubbed ??= new StringBuilder(text.Length)).Append(text, copied, i - copied).Append(Mask);
            copied = i + length;
            i = copied - 1;
        }

        return scrubbed is null ? text : scrubbed.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool StandsAlone(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    /// <summary>Formats a parameter's value for a log.</summary>
    public static string Value(string name, string value, bool sensitiveCommand, IReadOnlyList<string> secrets) =>
        sensitiveCommand || SensitiveNames.Contains(name) ? Mask : Scrub(value, secrets);
}
