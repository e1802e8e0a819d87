using System.Text.Json;

namespace CloudStack.Client.IntegrationTests.Secrets;

/// <summary>
/// Secrets that can be recognised anywhere, however they were encoded: each holds a core of plain letters between
/// characters that JSON, URLs and HTML write differently.
/// </summary>
internal static class Marked
{
    public const string ApiKeyCore = "apiKeyCoreQz7";
    public const string SecretKeyCore = "secretKeyCoreQz7";
    public const string PasswordCore = "passwordCoreQz7";
    public const string UserDataCore = "userDataCoreQz7";

    public const string ApiKey = "A-" + ApiKeyCore + "_1";
    public const string SecretKey = "S/" + SecretKeyCore + "+=";
    public const string Password = "p\"<&é\\" + PasswordCore + "'%~ /";
    public const string UserData = "I2Nsb3Vk+/" + UserDataCore + "==";

    public static readonly string[] Cores = [ApiKeyCore, SecretKeyCore, PasswordCore, UserDataCore];

    /// <summary>All secrets in one text, plain and in the encodings that a server may give them.</summary>
    public static string Everything { get; } = string.Join(' ', new[] { ApiKey, SecretKey, Password, UserData }.SelectMany(secret =>
        new[] { secret, Uri.EscapeDataString(secret), secret.Replace("\"", "\\\"", StringComparison.Ordinal), JsonEncodedText.Encode(secret).ToString() }));
}
