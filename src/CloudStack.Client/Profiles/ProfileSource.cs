using System.Globalization;

namespace CloudStack.Client.Profiles;

/// <summary>The source of one cloud's settings, under the names of the Python client.</summary>
internal abstract class ProfileSource
{
    /// <summary>A value without white space around it; null if it is missing or empty.</summary>
    public string? Find(string key) => Read(key)?.Trim() is { Length: > 0 } value ? value : null;

    public string Require(string key) => Find(key) ?? throw Missing(key);

    /// <summary>A value in which blanks count.</summary>
    public string RequirePassword(string key) => Read(key) is { Length: > 0 } value ? value : throw Missing(key);

    /// <summary>An API key or a secret key.</summary>
    public string RequireKey(string key)
    {
        string value = Require(key);
        return KeyText.HasGap(value) ? throw Invalid(key, "a key that contains no white space or control characters") : KeyText.Trim(value);
    }

    public Uri Endpoint(string key) =>
        Uri.TryCreate(Require(key), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw Invalid(key, "an absolute http or https address, such as https://cloud.example.org/client/api");

    public double? Number(string key)
    {
        if (Find(key) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.Abs(number) < 1e9
            ? number
            : throw Invalid(key, "a number");
    }

    /// <summary>Whether a switch is on; null if the value is missing.</summary>
    public bool? Flag(string key) => Find(key) is not { } text ? null : ReadFlag(text) ?? throw Invalid(key, "true or false");

    /// <summary>A switch in one of the words that Python and Go accept; null for any other word.</summary>
    public static bool? ReadFlag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "T" or "YES" or "Y" or "ON" or "1" => true,
        "FALSE" or "F" or "NO" or "N" or "OFF" or "0" => false,
        _ => null,
    };

    /// <summary>The exception for an invalid value. It doesn't show the value, which may be a secret in the wrong place.</summary>
    public InvalidDataException Invalid(string key, string expected) => new($"{Where(key)} must be {expected}.");

    /// <summary>A value as written; null if it is missing.</summary>
    protected abstract string? Read(string key);

    protected abstract string Where(string key);

    private InvalidDataException Missing(string key) => new($"{Where(key)} is missing or empty.");
}
