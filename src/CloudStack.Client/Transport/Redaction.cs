namespace CloudStack.Client.Transport;

/// <summary>Takes secrets out of texts that are going to be shown.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    /// <summary>
    /// Shorter values are masked only where they stand alone. Inside of words they would spoil every text, down to the ids in
    /// it, and give themselves away by the gaps.
    /// </summary>
    private const int ShortestAnywhere = 4;

    /// <summary>
    /// Replaces every value that was sent as a secret: servers repeat parameter values in their errors, as they were sent or
    /// encoded.
    /// </summary>
    public static string Scrub(string text, IReadOnlyList<string> secrets)
    {
        foreach (string secret in secrets)
        {
            if (secret.Length < ShortestAnywhere)
            {
                text = ScrubAlone(text, secret);
            }
            else if (text.Contains(secret, StringComparison.Ordinal))
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

    private static string ScrubAlone(string text, string secret)
    {
        if (secret.Length == 0)
        {
            return text;
        }

        for (int at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at, StringComparison.Ordinal))
        {
            int end = at + secret.Length;
            bool standsAlone = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (standsAlone)
            {
                text = string.Concat(text.AsSpan(0, at), Mask, text.AsSpan(end));
                at += Mask.Length;
            }
            else
            {
                at++;
            }
        }

        return text;
    }

    /// <summary>A parameter's value for a log.</summary>
    public static string Value(string name, string value, bool sensitiveCommand, IReadOnlyList<string> secrets) =>
        sensitiveCommand || SensitiveNames.Contains(name) ? Mask : Scrub(value, secrets);
}
