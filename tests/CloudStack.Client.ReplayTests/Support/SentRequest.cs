using System.Text;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>A request as it reached the connection, with its form parsed.</summary>
public sealed class SentRequest
{
    private SentRequest(IReadOnlyList<KeyValuePair<string, string>> pairs, HttpRequestMessage request)
    {
        Pairs = pairs;
        Method = request.Method;
        Cookie = request.Headers.TryGetValues("Cookie", out IEnumerable<string>? cookies) ? string.Join("; ", cookies) : null;
    }

    public HttpMethod Method { get; }

    /// <summary>The cookies of the request; null for none.</summary>
    public string? Cookie { get; }

    /// <summary>All parameters in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; }

    public string Command => this["command"]!;

    /// <summary>The value of a parameter; null if it was not sent.</summary>
    public string? this[string name] => Pairs.SingleOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string form = request.Content is null
            ? request.RequestUri!.Query.TrimStart('?')
            : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        return new SentRequest([.. form.Split('&').Select(Decode)], request);
    }

    private static KeyValuePair<string, string> Decode(string pair)
    {
        string[] parts = pair.Split('=', 2);
        return new(Decoded(parts[0]), Decoded(parts[1]));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
