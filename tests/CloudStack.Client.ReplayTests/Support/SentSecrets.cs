using System.Text.RegularExpressions;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Servers echo what was sent to them; the client masks the values of parameters whose names mark them as secrets.</summary>
internal static class SentSecrets
{
    private const int ShortestAnywhere = 4;

    private static readonly string[] PartsOfNames = ["password", "secret", "privatekey"];
    private static readonly string[] WholeEntries = ["apikey", "token", "userdata", "codefor2fa"];

    /// <summary>The text as a caller may see it.</summary>
    public static string? Mask(RecordedExchange exchange, string? text)
    {
        foreach ((string name, string value) in exchange.Parameters)
        {
            string entry = name.Split('.')[^1];
            bool isSecret = PartsOfNames.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
                || WholeEntries.Contains(entry, StringComparer.OrdinalIgnoreCase);
            if (isSecret && text is not null && value is not ("" or "true" or "false"))
            {
                // The recordings contain one-letter passwords; those are masked where they stand alone, not inside words.
                string pattern = Regex.Escape(value);
                text = Regex.Replace(text, value.Length < ShortestAnywhere ? $@"(?<![\p{{L}}\p{{Nd}}]){pattern}(?![\p{{L}}\p{{Nd}}])" : pattern, "***");
            }
        }

        return text;
    }
}
