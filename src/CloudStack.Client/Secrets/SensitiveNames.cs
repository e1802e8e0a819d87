namespace CloudStack.Client.Secrets;

/// <summary>Parameters whose names alone mark their values as secrets.</summary>
internal static class SensitiveNames
{
    private static readonly string[] Whole =
    [
        "signature", "sessionkey", "accesskey", "userdata", "codefor2fa",
    ];

    private static readonly string[] Endings = ["apikey", "token", "pass", "psk"];

    /// <summary>Whether a value under this name must never be shown. For map entries, the part after the dot is checked as well.</summary>
    public static bool Contains(string name)
    {
        ReadOnlySpan<char> entry = name.AsSpan(name.LastIndexOf('.') + 1);
        foreach (string sensitive in Whole)
        {
            if (entry.Equals(sensitive, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (string ending in Endings)
        {
            if (entry.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return name.Contains("password", StringComparison.OrdinalIgnoreCase)
            || name.Contains("secret", StringComparison.OrdinalIgnoreCase)
            || name.Contains("privatekey", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("userdatadetails", StringComparison.OrdinalIgnoreCase);
    }
}
