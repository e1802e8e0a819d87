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
    /// <summary>
    /// Adds the parameters that authenticate the request: the key, the expiry of the signature, and the signature itself.
    /// </summary>
    /// <param name="parameters">All parameters of the request, whether in the query or in the body.</param>
    /// <param name="apiKey">The key that the request names.</param>
    /// <param name="secretKey">The key that signs the request.</param>
    /// <param name="expires">When the server stops accepting the request, by its own clock.</param>
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
#pragma warning disable CA5350 // The server supports no other algorithm.
        HMACSHA1.HashData(secretKey, canonical.Written, hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    /// <summary>Creates the string to sign; separate so that tests can compare it with recorded ones.</summary>
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

            // Names are not encoded: brackets and dots remain.
            Encoding.UTF8.GetBytes(sorted[i].Key.ToLowerInvariant(), output);
            output.Write("="u8);
            JavaFormEncoding.AppendLowerCase(output, sorted[i].Value);
        }
    }
}
