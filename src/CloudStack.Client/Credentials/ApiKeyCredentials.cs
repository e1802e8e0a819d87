using System.Text;

namespace CloudStack.Client;

/// <summary>An API key pair. Requests are signed with the secret key, which is never sent.</summary>
public sealed class ApiKeyCredentials : CloudStackCredentials
{
    /// <summary>Creates credentials. White space around the keys, such as the newline at the end of a file, is ignored.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <exception cref="ArgumentException">
    /// A key is empty, or contains white space or control characters. The message doesn't show the key.
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

    /// <summary>The last four characters of the API key, and nothing of the secret key.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => ApiKey.Length > 8 ? $"API key …{ApiKey[^4..]}" : "API key …";
}
