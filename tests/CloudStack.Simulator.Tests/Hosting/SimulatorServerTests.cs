using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudStack.Simulator.Tests;

public sealed class SimulatorServerTests
{
    private SimulatorServer _server = null!;
    private HttpClient _http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await SimulatorServer.StartAsync();
        _http = new HttpClient();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Real_http_answers_signed_requests_by_get_and_post()
    {
        using TestCaller caller = TestCaller.Over(_server);

        ApiReply posted = await caller.CallAsync("listZones", ("keyword", "zone-1 ~*+/ä"));
        caller.UseGet = true;
        ApiReply got = await caller.CallAsync("listZones");

        Assert.That(_server.Endpoint.AbsolutePath, Is.EqualTo("/client/api"));
        Assert.That((posted.Status, posted.Body), Is.EqualTo((200, "{\"listzonesresponse\":{}}")));
        Assert.That(got.Content.GetProperty("count").GetInt32(), Is.EqualTo(2));
        Assert.That(got.Headers["X-Content-Type-Options"], Is.EqualTo("nosniff"));
    }

    [Test]
    public async Task The_documented_example_runs_deploy_pending_and_success()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(700) });
        using TestCaller caller = TestCaller.Over(server);
        (string id, string job) = await caller.DeployAsync(("name", "web1"));

        Assert.That((await caller.QueryAsync(job)).Content.GetProperty("jobstatus").GetInt32(), Is.Zero);
        var done = await caller.WaitAsync(TimeProvider.System, job);
        Assert.That(done.GetProperty("jobresult").GetProperty("virtualmachine").GetProperty("id").GetString(), Is.EqualTo(id));
    }

    [Test]
    public async Task Answers_are_compressed_when_asked()
    {
        using TestCaller caller = TestCaller.Over(_server);
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Endpoint + "?" + TestCaller.Encode(caller.Sign("listZones")));
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using HttpResponseMessage response = await _http.SendAsync(request);

        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        using var reader = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.That(await reader.ReadToEndAsync(), Does.StartWith("{\"listzonesresponse\":{\"count\":2,"));
    }

    [TestCase("/client/api?command=listZones&x=%zz&response=json", 404, "Unable to parse URI query")]
    [TestCase("/client/other?command=listZones", 404, "HTTP ERROR 404 Not Found")]
    [TestCase("/client/api/v2?command=listZones&response=json", 401, "{\"listzonesresponse\"")]
    [TestCase("/client/api?response=json", 401, "{\"null\":")]
    [TestCase("/client/api", 401, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><errorresponse><errorcode>401</errorcode>")]
    public async Task Odd_targets_get_the_containers_answers(string target, int status, string text)
    {
        string answer = await RawAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status}").And.Contain(text));
    }

    [TestCase("PUT", 405)]
    [TestCase("DELETE", 405)]
    [TestCase("PATCH", 501)]
    [TestCase("OPTIONS", 200)]
    [TestCase("HEAD", 401)]
    public async Task Other_verbs_are_answered_without_a_body(string verb, int status)
    {
        string answer = await RawAsync($"{verb} /client/api?command=listZones&response=json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status}"));
        Assert.That(answer, Does.EndWith("\r\n\r\n"));
    }

    [Test]
    public async Task A_head_over_8192_bytes_is_414_and_just_below_is_not()
    {
        async Task<HttpStatusCode> Status(int length)
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(_server.Endpoint + "?command=listZones&response=json&x=" + new string('a', length)));
            return response.StatusCode;
        }

        Assert.That(await Status(7900), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Status(8300), Is.EqualTo(HttpStatusCode.RequestUriTooLong));
    }

    [Test]
    public async Task A_form_over_one_mebibyte_or_5000_names_is_an_html_404()
    {
        async Task<(HttpStatusCode Status, string? Type)> Post(string form)
        {
            using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
            using HttpResponseMessage response = await _http.PostAsync(_server.Endpoint, content);
            return (response.StatusCode, response.Content.Headers.ContentType?.MediaType);
        }

        Assert.That(await Post("command=listZones&x=" + new string('a', 1_100_000)), Is.EqualTo((HttpStatusCode.NotFound, "text/html")));
        Assert.That(await Post(string.Join('&', Enumerable.Range(0, 6000).Select(static i => $"n{i}=1"))), Is.EqualTo((HttpStatusCode.NotFound, "text/html")));
        Assert.That((await Post("command=listZones&x=" + new string('a', 1_000_000))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_json_body_is_not_read()
    {
        using var content = new StringContent("{\"command\":\"listZones\"}", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(new Uri(_server.Endpoint + "?response=json"), content);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith("{\"null\":"));
    }

    [Test]
    public async Task Faults_reach_the_socket()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync();
        using TestCaller caller = TestCaller.Over(server);
        (string, string)[] choice = await caller.ChoiceAsync();
        FaultPlan faults = server.Engine.Faults;

        faults.Add(Fault.LoseAnswer, times: 1);
        Assert.That(async () => await caller.CallAsync("deployVirtualMachine", [.. choice, ("name", "lost")]), Throws.InstanceOf<HttpRequestException>());
        Assert.That(server.Engine.ExecutionCount("lost"), Is.EqualTo(1));
        faults.Add(Fault.ResetConnection, times: 1);
        Assert.That(async () => await caller.CallAsync("listZones"), Throws.InstanceOf<HttpRequestException>());
        faults.Add(Fault.CutBody(15), times: 1);
        Assert.That(async () => await caller.CallAsync("listZones"), Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<HttpIOException>());
        faults.Add(Fault.SlowBody(TimeSpan.FromMilliseconds(80)), times: 1);
        Assert.That((await caller.CallAsync("listZones")).Content.GetProperty("count").GetInt32(), Is.EqualTo(2));
        faults.Add(Fault.RawControlByte, times: 1);
        Assert.That((await caller.CallAsync("listZones")).Body, Does.Contain("\u001b"));
        faults.Add(Fault.Hang, times: 1);
        using var source = new CancellationTokenSource();
        Task<ApiReply> hanging = caller.SendAsync(caller.Sign("listZones"), source.Token);
        while (server.Engine.Requests[^1].Fault != Fault.Hang)
        {
            await Task.Yield();
        }

        await source.CancelAsync();
        Assert.That(async () => await hanging, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_server_comes_back_at_its_port_with_the_same_engine()
    {
        SimulatorServer first = await SimulatorServer.StartAsync();
        using TestCaller caller = TestCaller.Over(first);
        (_, string job) = await caller.DeployAsync();
        await first.DisposeAsync();
        Assert.That(async () => await caller.QueryAsync(job), Throws.InstanceOf<HttpRequestException>());

        await using SimulatorServer second = await SimulatorServer.StartAsync(first.Engine, first.Endpoint.Port);

        Assert.That((await caller.QueryAsync(job)).Status, Is.EqualTo(200));
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Endpoint.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
