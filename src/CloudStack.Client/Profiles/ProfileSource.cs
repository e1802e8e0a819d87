using System.Globalization;

namespace CloudStack.Client.Profiles;

/// <summary>Where the settings of one cloud stand under the names of the Python client.</summary>
internal abstract class ProfileSource
{
    /// <summary>A value; null if it is missing or empty.</summary>
    public abstract string? Find(string key);

    public string Require(string key) => Find(key) ?? throw new InvalidDataException($"{Where(key)} is missing or empty.");

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

    /// <summary>What is said of a value that makes no sense: everything but the value, which may be a secret in the wrong place.</summary>
    public InvalidDataException Invalid(string key, string expected) => new($"{Where(key)} must be {expected}.");

    protected abstract string Where(string key);
}
