using System.Text.Json;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace CloudStack.Simulator.Tests;

/// <summary>What the server offers to other processes in addition to the API.</summary>
public sealed class SimulatorPagesTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task The_bus_is_streamed_line_by_line_and_not_counted(CancellationToken cancellationToken)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(
            new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(300) }, cancellationToken);
        using TestCaller caller = TestCaller.Over(server);
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.GetAsync(server.BusEndpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        long before = server.Engine.RequestCount;

        (string id, string job) = await caller.DeployAsync();
        JsonElement submit = Parse(await reader.ReadLineAsync(cancellationToken)), complete = Parse(await reader.ReadLineAsync(cancellationToken));

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/x-ndjson"));
            Assert.That(submit.GetProperty("routing_key").GetString(), Is.EqualTo("management-server.AsyncJobEvent.submit.VirtualMachine." + id));
            Assert.That(complete.GetProperty("routing_key").GetString(), Is.EqualTo("management-server.AsyncJobEvent.complete.VirtualMachine." + id));
            Assert.That(Parse(complete.GetProperty("body").GetString()).GetProperty("jobId").GetString(), Is.EqualTo(job));
            Assert.That(before, Is.Zero, "the stream isn't a request");
        });
    }

    [Test]
    public async Task The_figures_tell_requests_connections_and_when_jobs_were_done()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(50) });
        using TestCaller caller = TestCaller.Over(server);
        (_, string job) = await caller.DeployAsync();
        await caller.WaitAsync(TimeProvider.System, job);
        long requests = server.Engine.RequestCount;
        using var http = new HttpClient();

        JsonElement stats = Parse(await http.GetStringAsync(server.StatsEndpoint));
        JsonElement again = Parse(await http.GetStringAsync(server.StatsEndpoint));

        JsonElement shown = stats.GetProperty("jobs")[0];
        DateTimeOffset created = Date(shown, "created"), completed = Date(shown, "completed");
        SimulatorJob own = server.Engine.Jobs[0];
        Assert.Multiple(() =>
        {
            Assert.That(stats.GetProperty("requests").GetInt64(), Is.EqualTo(requests).And.EqualTo(again.GetProperty("requests").GetInt64()));
            Assert.That(stats.GetProperty("connections").GetInt32(), Is.EqualTo(1).And.EqualTo(server.ConnectionCount));
            Assert.That(shown.GetProperty("id").GetString(), Is.EqualTo(job));
            Assert.That(shown.GetProperty("status").GetInt32(), Is.EqualTo(1));
            Assert.That((created, completed), Is.EqualTo((own.Created, own.Completed!.Value)));
            Assert.That(completed - created, Is.EqualTo(TimeSpan.FromMilliseconds(50)), "to the tenth of a microsecond");
        });
    }

    [Test]
    public async Task Sessions_work_over_real_cookies()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new System.Net.CookieContainer() });
        using var login = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["command"] = "login", ["username"] = "admin", ["password"] = "password", ["response"] = "json",
        });
        ApiReply opened = await TestCaller.ReadAsync(await http.PostAsync(server.Endpoint, login));
        Uri uri = new(server.Endpoint + "?command=listZones&response=json&sessionkey=" + Uri.EscapeDataString(opened.Text("sessionkey")));

        ApiReply zones = await TestCaller.ReadAsync(await http.GetAsync(uri));

        Assert.That(zones.Status, Is.EqualTo(200), zones.Body);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_web_hook_reaches_a_listener_on_loopback(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource<IRequestMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireMockServer listener = WireMockServer.Start("http://127.0.0.1:0");
        listener.Given(Request.Create().WithPath("/hook").UsingPost()).RespondWith(Response.Create().WithCallback(request =>
        {
            arrived.TrySetResult(request);
            return new ResponseMessage { StatusCode = 200 };
        }));
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { AllowLoopbackWebhooks = true }, cancellationToken: cancellationToken);
        using TestCaller caller = TestCaller.Over(server);
        await caller.CallAsync("createWebhook", ("name", "h"), ("payloadurl", $"{listener.Url}/hook"), ("secretkey", "s"));
        await caller.DeployAsync();

        IRequestMessage got = await arrived.Task.WaitAsync(cancellationToken);

        Assert.That(Parse(got.Body).GetProperty("event").GetString(), Is.EqualTo("VM.CREATE"));
        Assert.That(got.Headers, Does.ContainKey("X-CS-Signature"));
    }

    private static DateTimeOffset Date(JsonElement job, string name) => job.GetProperty(name).GetDateTimeOffset();

    private static JsonElement Parse(string? line)
    {
        using JsonDocument document = JsonDocument.Parse(line!);
        return document.RootElement.Clone();
    }
}
