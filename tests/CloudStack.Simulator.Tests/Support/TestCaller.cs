using System.Globalization;
using System.Text.Json;

namespace CloudStack.Simulator.Tests;

/// <summary>Signs and sends requests without the client.</summary>
internal sealed class TestCaller(HttpClient http, Uri endpoint, SimulatorUser user) : IDisposable
{
    public static TestCaller InProcess(SimulatorEngine engine, SimulatorUser? user = null) =>
        new(new HttpClient(new SimulatorHandler(engine)), SimulatorHandler.Endpoint, user ?? engine.Admin);

    public static TestCaller Over(SimulatorServer server, SimulatorUser? user = null) =>
        new(new HttpClient(), server.Endpoint, user ?? server.Engine.Admin);

    public bool UseGet { get; set; }

    public static string Encode(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(static p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

    public List<KeyValuePair<string, string>> Sign(string command, params (string Name, string Value)[] parameters)
    {
        var pairs = new List<KeyValuePair<string, string>> { new("command", command), new("response", "json"), new("apikey", user.ApiKey) };
        pairs.AddRange(parameters.Select(static p => new KeyValuePair<string, string>(p.Name, p.Value)));
        pairs.Add(new("signature", RequestSignature.Compute(user.SecretKey, RequestSignature.Canonicalize(pairs))));
        return pairs;
    }

    public Task<ApiReply> CallAsync(string command, params (string Name, string Value)[] parameters) =>
        SendAsync(Sign(command, parameters));

    public async Task<ApiReply> SendAsync(IEnumerable<KeyValuePair<string, string>> pairs, CancellationToken cancellationToken = default)
    {
        string encoded = Encode(pairs);
        using var request = UseGet
            ? new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint + "?" + encoded))
            : new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Content = new StringContent(encoded, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
            };
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken = default) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(cancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Deploys a machine from the first zone, offering and template.</summary>
    public async Task<(string Id, string JobId)> DeployAsync(params (string Name, string Value)[] more)
    {
        ApiReply reply = await CallAsync("deployVirtualMachine", [.. await ChoiceAsync(), .. more]);
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        return (reply.Text("id"), reply.Text("jobid"));
    }

    public async Task<(string Name, string Value)[]> ChoiceAsync(string? templateId = null) =>
    [
        ("zoneid", await FirstIdAsync("listZones", "zone")),
        ("serviceofferingid", await FirstIdAsync("listServiceOfferings", "serviceoffering")),
        ("templateid", templateId ?? await FirstIdAsync("listTemplates", "template", ("templatefilter", "featured"))),
    ];

    public Task<ApiReply> QueryAsync(string jobId) => CallAsync("queryAsyncJobResult", ("jobid", jobId));

    /// <summary>Waits on the engine's clock until a job has ended.</summary>
    public async Task<JsonElement> WaitAsync(TimeProvider clock, string jobId)
    {
        while (true)
        {
            ApiReply reply = await QueryAsync(jobId);
            Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
            if (reply.Content.GetProperty("jobstatus").GetInt32() != 0)
            {
                return reply.Content;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string> FirstIdAsync(string command, string key, params (string Name, string Value)[] parameters)
    {
        ApiReply reply = await CallAsync(command, parameters);
        return reply.Content.GetProperty(key)[0].GetProperty("id").GetString()!;
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
