using System.Text.Json;

namespace CloudStack.Client.IntegrationTests.Secrets;

/// <summary>
/// Secrets that can be recognized anywhere, however they were encoded: each contains a core of plain letters between characters
/// that JSON, URLs and HTML encode differently.
/// </summary>
internal static class Marked
{
    public const string ApiKeyCore = "apiKeyCoreQz7";
    public const string SecretKeyCore = "secretKeyCoreQz7";
    public const string PasswordCore = "passwordCoreQz7";
    public const string UserDataCore = "userDataCoreQz7";

    public const string SessionKeyCore = "sessionKeyCoreQz7";
    public const string CookieCore = "cookieCoreQz7";
    public const string CodeCore = "codeCoreQz7";

    public const string ApiKey = "A-" + ApiKeyCore + "_1";
    public const string SecretKey = "S/" + SecretKeyCore + "+=";
    public const string Password = "p\"<&é\\" + PasswordCore + "'%~ /";
    public const string UserData = "I2Nsb3Vk/+/" + UserDataCore + "==";

    public const string SessionKey = "K8/" + SessionKeyCore + "+_-";
    public const string Cookie = "node0" + CookieCore + ".node0";
    public const string Code = "1" + CodeCore + "9";

    public static readonly string[] Cores = [ApiKeyCore, SecretKeyCore, PasswordCore, UserDataCore, SessionKeyCore, CookieCore, CodeCore];

    /// <summary>The secrets of a signed command in one text, plain and in the encodings that a server may use.</summary>
    public static string Everything { get; } = InAllForms(ApiKey, SecretKey, Password, UserData);

    /// <summary>The secrets of a session in one text, plain and in the encodings that a server may use.</summary>
    public static string Session { get; } = InAllForms(Password, SessionKey, Cookie, Code);

    /// <summary>The secrets that a server knows during a login.</summary>
    public static string AtLogin { get; } = InAllForms(Password);

    private static string InAllForms(params string[] secrets) => string.Join(' ', secrets.SelectMany(secret =>
        new[] { secret, Uri.EscapeDataString(secret), secret.Replace("\"", "\\\"", StringComparison.Ordinal), JsonEncodedText.Encode(secret).ToString() }));
}
