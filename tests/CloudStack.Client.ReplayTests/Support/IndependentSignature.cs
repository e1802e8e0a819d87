using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>The signature, computed again directly from the protocol, without code of the client.</summary>
internal static class IndependentSignature
{
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(
        '&',
        pairs.Where(pair => !string.Equals(pair.Key, "signature", StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key + "=" + Encode(pair.Value)).ToLowerInvariant()));

    public static string Sign(string canonical, string secret)
    {
#pragma warning disable CA5350 // The protocol's own algorithm.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(canonical)));
#pragma warning restore CA5350
    }

    private static string Encode(string value)
    {
        const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-*_";
        StringBuilder encoded = new();
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            encoded.Append(Plain.Contains((char)b, StringComparison.Ordinal) ? ((char)b).ToString() : "%" + b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
