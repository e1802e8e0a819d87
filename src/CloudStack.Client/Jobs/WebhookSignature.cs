using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Verifies that a webhook was sent by someone who knows its secret (servers since 4.20). The header <c>X-CS-Signature</c> contains
/// the base64 of an HMAC-SHA256 of the body.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that contains the signature. Servers send it only for webhooks that were created with a secret.</summary>
    public const string HeaderName = "X-CS-Signature";

    /// <summary>Returns whether a signature is valid for a body. Takes the same time for every invalid signature.</summary>
    /// <param name="body">The body as it was received, byte for byte; not text that was parsed and written again.</param>
    /// <param name="header">The value of <see cref="HeaderName"/>; null, if there was none, isn't valid.</param>
    /// <param name="secret">The secret that the webhook was created with (<c>secretkey</c> of <c>createWebhook</c>).</param>
    /// <returns>Whether the signature is valid.</returns>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is empty; with an empty secret, anyone could sign.</exception>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header is null || !Convert.TryFromBase64String(header.Trim(), given, out int length) || length != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
