using System.Text;

namespace CloudStack.Client;

/// <summary>An API key pair. Requests are signed with the secret key, which is never sent.</summary>
public sealed class ApiKeyCredentials : CloudStackCredentials
{
    /// <summary>Creates credentials.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <exception cref="ArgumentException">One of the two is empty.</exception>
    public ApiKeyCredentials(string apiKey, string secretKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(secretKey);
        ApiKey = apiKey;
        SecretKeyBytes = Encoding.UTF8.GetBytes(secretKey);
        Secrets = [secretKey, apiKey];
    }

    /// <summary>The API key.</summary>
    public string ApiKey { get; }

    internal byte[] SecretKeyBytes { get; }

    internal override IReadOnlyList<string> Secrets { get; }

    /// <summary>The last four characters of the API key; nothing of the secret key.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => ApiKey.Length > 8 ? $"API key …{ApiKey[^4..]}" : "API key …";
}
