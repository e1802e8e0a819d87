using System.Text;

namespace CloudStack.Client;

/// <summary>An API key pair. Requests are signed with the secret key, which is never sent.</summary>
public sealed class ApiKeyCredentials : CloudStackCredentials
{
    /// <summary>Creates credentials. White space around the keys, such as the newline of a file, is left out.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <exception cref="ArgumentException">
    /// One of the two is empty, or has white space or control characters inside. The message does not show it.
    /// </exception>
    public ApiKeyCredentials(string apiKey, string secretKey)
    {
        ApiKey = KeyText.Require(apiKey, nameof(apiKey));
        string secret = KeyText.Require(secretKey, nameof(secretKey));
        SecretKeyBytes = Encoding.UTF8.GetBytes(secret);
        Secrets = [secret, ApiKey];
    }

    /// <summary>The API key.</summary>
    public string ApiKey { get; }

    internal byte[] SecretKeyBytes { get; }

    internal override IReadOnlyList<string> Secrets { get; }

    /// <summary>The last four characters of the API key; nothing of the secret key.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => ApiKey.Length > 8 ? $"API key …{ApiKey[^4..]}" : "API key …";
}
