using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Checks that a webhook comes from somebody who knows its secret (servers since 4.20): the header <c>X-CS-Signature</c> holds
/// the base64 of an HMAC-SHA256 of the body.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature. Servers send it only for webhooks that were made with a secret.</summary>
    public const string HeaderName = "X-CS-Signature";

    /// <summary>Whether a signature is the right one for a body. Takes the same time for every wrong one.</summary>
    /// <param name="body">The body as it came, byte for byte; not a text that was read and written again.</param>
    /// <param name="header">The value of <see cref="HeaderName"/>; null, if there was none, is not valid.</param>
    /// <param name="secret">The secret that the webhook was made with (<c>secretkey</c> of <c>createWebhook</c>).</param>
    /// <returns>Whether it is valid.</returns>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is empty: everybody could sign with that.</exception>
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
