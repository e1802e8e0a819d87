namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>A server that remembers its requests, and responds to each command from a table.</summary>
/// <param name="answers">The content of the envelope, by command name.</param>
internal sealed class StubServer(IReadOnlyDictionary<string, string> answers) : HttpMessageHandler
{
    private const string Command = "command=";

    private static readonly HashSet<string> Protocol = new(StringComparer.OrdinalIgnoreCase)
    {
        "apikey", "signature", "signatureversion", "expires", "response",
    };

    private readonly List<string> _calls = [];

    /// <summary>The requests as <c>name=value</c>, the command first and the rest by name, without the protocol's parameters.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>A client of this server that adds nothing to commands itself.</summary>
    public CloudStackClient CreateClient() => new(
        new CloudStackClientOptions
        {
            Endpoint = new Uri("http://cloud.invalid/client/api"),
            ApiKey = "key",
            SecretKey = "secret",
            AssignJobIds = false,
            MaxRetries = 0,
        },
        this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string form = request.Content is null ? request.RequestUri!.Query.TrimStart('?') : await request.Content.ReadAsStringAsync(cancellationToken);
        string[] parameters =
        [
            .. form.Split('&')
                .Select(static pair => Uri.UnescapeDataString(pair.Replace('+', ' ')))
                .Where(static pair => !Protocol.Contains(pair.Split('=')[0]))
                .OrderBy(static pair => !pair.StartsWith(Command, StringComparison.Ordinal))
                .ThenBy(static pair => pair, StringComparer.Ordinal),
        ];
        _calls.Add(string.Join('&', parameters));
        return new HttpResponseMessage { Content = new StringContent($$"""{"envelope":{{answers[parameters[0][Command.Length..]]}}}""") };
    }
}
