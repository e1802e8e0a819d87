namespace CloudStack.Simulator.Tests;

/// <summary>Calls within sessions, with the cookies that a browser would keep.</summary>
internal sealed class SessionCaller(SimulatorEngine engine) : IDisposable
{
    private readonly HttpClient _http = new(new SimulatorHandler(engine));
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public string? Key { get; set; }

    public async Task<ApiReply> LoginAsync(string name, string password, string domain = "/", bool byGet = false)
    {
        ApiReply reply = await SendAsync(byGet, ("command", "login"), ("username", name), ("password", password), ("domain", domain));
        Key = reply.Status == 200 ? reply.Text("sessionkey") : null;
        return reply;
    }

    public Task<ApiReply> CallAsync(string command, params (string Name, string Value)[] parameters) =>
        SendAsync(false, [("command", command), .. parameters, .. Key is null ? [] : ((string, string)[])[("sessionkey", Key)]]);

    public void Dispose() => _http.Dispose();

    private async Task<ApiReply> SendAsync(bool byGet, params (string Name, string Value)[] parameters)
    {
        string encoded = TestCaller.Encode([new("response", "json"), .. parameters.Select(static p => new KeyValuePair<string, string>(p.Name, p.Value))]);
        using var request = byGet
            ? new HttpRequestMessage(HttpMethod.Get, new Uri(SimulatorHandler.Endpoint + "?" + encoded))
            : new HttpRequestMessage(HttpMethod.Post, SimulatorHandler.Endpoint)
            {
                Content = new StringContent(encoded, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
            };
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(static c => c.Key + "=" + c.Value)));
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
        {
            foreach (string cookie in set)
            {
                string[] pair = cookie.Split(';')[0].Split('=', 2);
                _cookies[pair[0]] = pair[1];
            }
        }

        return await TestCaller.ReadAsync(response);
    }
}
