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
            if (text.Contains(secret, StringComparison.Ordinal))
            {
                text = text.Replace(secret, Mask, StringComparison.Ordinal);
            }

            string encoded = Uri.EscapeDataString(secret);
            if (encoded.Length != secret.Length && text.Contains(encoded, StringComparison.OrdinalIgnoreCase))
            {
                text = text.Replace(encoded, Mask, StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }

    /// <summary>A parameter's value for a log.</summary>
    public static string Value(string name, string value, bool sensitiveCommand, IReadOnlyList<string> secrets) =>
        sensitiveCommand || SensitiveNames.Contains(name) ? Mask : Scrub(value, secrets);
}
