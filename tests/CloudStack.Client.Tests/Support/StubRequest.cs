namespace CloudStack.Client.Tests.Support;

/// <summary>A request as the stub saw it.</summary>
internal sealed class StubRequest
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public StubRequest(HttpRequestMessage message, string form, CancellationToken cancellationToken)
    {
        Method = message.Method;
        Uri = message.RequestUri!;
        Form = form;
        Cookie = message.Headers.TryGetValues("Cookie", out IEnumerable<string>? cookies) ? string.Join("; ", cookies) : null;
        UserAgent = message.Headers.TryGetValues("User-Agent", out IEnumerable<string>? agents) ? string.Join(' ', agents) : null;
        Accept = message.Headers.TryGetValues("Accept", out IEnumerable<string>? accepted) ? string.Join(", ", accepted) : null;
        CancellationToken = cancellationToken;
        foreach (string pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            Pairs.Add(new(Decode(parts[0]), Decode(parts[1])));
            _values[Pairs[^1].Key] = Pairs[^1].Value;
        }
    }

    public HttpMethod Method { get; }

    public Uri Uri { get; }

    public string Form { get; }

    /// <summary>The cookies of the request; null for none.</summary>
    public string? Cookie { get; }

    /// <summary>The name that the sender gives; null for none.</summary>
    public string? UserAgent { get; }

    /// <summary>What the sender accepts; null if it doesn't say.</summary>
    public string? Accept { get; }

    public CancellationToken CancellationToken { get; }

    public List<KeyValuePair<string, string>> Pairs { get; } = [];

    public string Command => this["command"]!;

    public string? this[string name] => _values.GetValueOrDefault(name);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
