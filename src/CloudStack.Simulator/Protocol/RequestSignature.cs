using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>Creates the signature that a request must have.</summary>
internal static class RequestSignature
{
    /// <summary>The string to sign: names sorted as sent, values encoded, then everything in lower case.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "The protocol says lower case.")]
    public static string Canonicalize(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters
            .Where(static p => !p.Key.Equals("signature", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static p => p.Key, StringComparer.Ordinal)
            .Select(static p => p.Key + "=" + JavaFormEncoding.Encode(p.Value)))
        .ToLowerInvariant();

    [SuppressMessage("Security", "CA5350", Justification = "The server accepts nothing but HMAC-SHA1.")]
    public static string Compute(string secret, string canonical) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(canonical)));

    public static bool Matches(string secret, IEnumerable<KeyValuePair<string, string>> parameters, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Compute(secret, Canonicalize(parameters))), Encoding.UTF8.GetBytes(signature));
}
