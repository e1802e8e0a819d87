using System.Text;

namespace CloudStack.Client.Transport;

/// <summary>Takes secrets out of texts that are going to be shown.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    /// <summary>
    /// Replaces every value that was sent as a secret: servers repeat parameter values in their errors, as they were sent or
    /// encoded.
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

        text = text.Replace(secret, Mask, StringComparison.Ordinal);
        StringBuilder? scrubbed = null;
        int copied = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (SecretPattern.Match(text, i, secret) is var length and > 0)
            {
                (scrubbed ??= new StringBuilder(text.Length)).Append(text, copied, i - copied).Append(Mask);
                copied = i + length;
                i = copied - 1;
            }
        }

        return scrubbed is null ? text : scrubbed.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A parameter's value for a log.</summary>
    public static string Value(string name, string value, bool sensitiveCommand, IReadOnlyList<string> secrets) =>
        sensitiveCommand || SensitiveNames.Contains(name) ? Mask : Scrub(value, secrets);
}
