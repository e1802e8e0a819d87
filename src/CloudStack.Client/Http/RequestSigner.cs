using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client.Http;

/// <summary>
/// The signature of a request: all parameters sorted by name as sent (code unit by code unit, before lower-casing), joined
/// as <c>name=encoded</c> with <c>&amp;</c>, in lower case, HMAC-SHA1, base64.
/// </summary>
internal static class RequestSigner
{
    /// <summary>Adds what proves who sends the parameters: the key, when the signature expires, and the signature itself.</summary>
    /// <param name="parameters">All parameters of the request, wherever they travel.</param>
    /// <param name="apiKey">The key that the request names.</param>
    /// <param name="secretKey">The key that it is signed with.</param>
    /// <param name="expires">Until when the server accepts the request, by its own clock.</param>
    public static void AddSignature(List<KeyValuePair<string, string>> parameters, string apiKey, ReadOnlySpan<byte> secretKey, DateTimeOffset expires)
    {
        parameters.Add(new("apikey", apiKey));
        parameters.Add(new("signatureversion", "3"));
        parameters.Add(new("expires", expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture)));
        parameters.Add(new("signature", Sign(parameters, secretKey)));
    }

    public static string Sign(IEnumerable<KeyValuePair<string, string>> parameters, ReadOnlySpan<byte> secretKey)
    {
        using PooledBuffer canonical = new();
        WriteCanonical(parameters, canonical);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The server knows no other algorithm.
        HMACSHA1.HashData(secretKey, canonical.Written, hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    /// <summary>The string that is signed; for tests against recorded ones.</summary>
    public static string Canonicalize(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        using PooledBuffer canonical = new();
        WriteCanonical(parameters, canonical);
        return Encoding.UTF8.GetString(canonical.Written);
    }

    private static void WriteCanonical(IEnumerable<KeyValuePair<string, string>> parameters, PooledBuffer output)
    {
        List<KeyValuePair<string, string>> sorted = [.. parameters];
        sorted.RemoveAll(static pair => pair.Key.Equals("signature", StringComparison.OrdinalIgnoreCase));
        sorted.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (int i = 0; i < sorted.Count; i++)
        {
            if (i > 0)
            {
                output.Write("&"u8);
            }

            // Names are not encoded: brackets and dots stay.
            Encoding.UTF8.GetBytes(sorted[i].Key.ToLowerInvariant(), output);
            output.Write("="u8);
            JavaFormEncoding.AppendLowerCase(output, sorted[i].Value);
        }
    }
}
