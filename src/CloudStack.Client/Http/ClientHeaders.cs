using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using CloudStack.Client.Diagnostics;

namespace CloudStack.Client.Http;

/// <summary>
/// The headers in which every request identifies its sender and says which responses it accepts. Firewalls refuse requests without
/// them.
/// </summary>
internal static class ClientHeaders
{
    private const string UserAgent = "User-Agent";
    private const string Accept = "Accept";
    private const int LongestProduct = 100;

    private static readonly SearchValues<char> Letters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The name of the client and the framework it runs on.</summary>
    public static string Client { get; } = $"CloudStack.Client/{Metrics.Version} ({RuntimeInformation.FrameworkDescription})";

    /// <summary>The user agent for a program with its own name; null and empty mean none.</summary>
    public static string UserAgentOf(string? applicationId) => string.IsNullOrEmpty(applicationId) ? Client : $"{applicationId} {Client}";

    /// <summary>Whether a text is a valid product name: a name, or a name and a version.</summary>
    public static bool IsProduct(string? applicationId)
    {
        if (string.IsNullOrEmpty(applicationId))
        {
            return true;
        }

        int slash = applicationId.IndexOf('/');
        return applicationId.Length <= LongestProduct && (slash < 0
            ? IsToken(applicationId)
            : IsToken(applicationId.AsSpan(0, slash)) && IsToken(applicationId.AsSpan(slash + 1)));
    }

    /// <summary>Adds the headers that aren't set yet. Neither text is parsed or copied.</summary>
    /// <returns>For each of the two headers, whether it was missing.</returns>
    public static (bool UserAgent, bool Accept) AddMissing(HttpRequestHeaders headers, string userAgent)
    {
        (bool, bool) missing = (!headers.Contains(UserAgent), !headers.Contains(Accept));
        if (missing.Item1)
        {
            headers.TryAddWithoutValidation(UserAgent, userAgent);
        }

        if (missing.Item2)
        {
            headers.TryAddWithoutValidation(Accept, "application/json");
        }

        return missing;
    }

    /// <summary>Removes the headers that <see cref="AddMissing"/> added.</summary>
    public static void Remove(HttpRequestHeaders headers, (bool UserAgent, bool Accept) added)
    {
        if (added.UserAgent)
        {
            headers.Remove(UserAgent);
        }

        if (added.Accept)
        {
            headers.Remove(Accept);
        }
    }

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Letters);
}
