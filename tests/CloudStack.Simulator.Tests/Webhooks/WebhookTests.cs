using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CloudStack.Simulator.Tests;

public sealed class WebhookTests
{
    private const string Secret = "webhook-secret";

    private readonly ManualTimeProvider _clock = new();
    private Receiver _receiver = null!;
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    [SetUp]
    public void SetUp()
    {
        _receiver = new Receiver(_clock);
        (_engine, _caller) = New(new SimulatorOptions());
    }

    [TearDown]
    public void TearDown()
    {
        _caller.Dispose();
        _receiver.Dispose();
    }

    [Test]
    public async Task A_hook_has_the_recorded_fields()
    {
        ApiReply reply = await CreateAsync("http://192.0.2.10:9988/good");
        ApiReply list = await _caller.CallAsync("listWebhooks");

        Assert.That(reply.Content.GetProperty("webhook").EnumerateObject().Select(static p => p.Name), Is.EquivalentTo((string[])[
            "id", "name", "state", "domainid", "domain", "domainpath", "account", "payloadurl", "secretkey", "sslverification", "scope", "created",
        ]));
        Assert.That(list.Content.GetProperty("webhook")[0].GetRawText(), Is.EqualTo(reply.Content.GetProperty("webhook").GetRawText()));
    }

    [TestCase("http://127.0.0.1:9988/good", "Illegal host specified in URL.")]
    [TestCase("http://localhost/good", "Illegal host specified in URL.")]
    [TestCase("http://[::1]/good", "Illegal host specified in URL.")]
    [TestCase("http://169.254.1.1/", "Illegal host specified in URL.")]
    [TestCase("http://224.0.0.1/", "Illegal host specified in URL.")]
    [TestCase("http://0.0.0.0/", "Illegal host specified in URL.")]
    public async Task Addresses_of_the_server_itself_are_refused(string url, string text)
    {
        ApiReply reply = await CreateAsync(url);

        Assert.That(reply.Status, Is.EqualTo(431));
        Assert.That(reply.Text("errortext"), Is.EqualTo(text));
        Assert.That(reply.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(9999));
    }

    [Test]
    public async Task Loopback_may_be_allowed()
    {
        _caller.Dispose();
        (_engine, _caller) = New(new SimulatorOptions { AllowLoopbackWebhooks = true });

        Assert.That((await CreateAsync("http://127.0.0.1:9988/good")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Every_stage_of_a_command_is_told_with_the_recorded_headers_and_a_right_signature()
    {
        (string id, _) = await _caller.DeployAsync();
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));
        await CreateAsync("http://192.0.2.10:9988/good");
        await _caller.CallAsync("stopVirtualMachine", ("id", id));
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That(_receiver.Got.Select(static g => g.Json.GetProperty("status").GetString()), Is.EqualTo((string[])["Scheduled", "Started", "Completed"]));
        foreach (Delivery delivery in _receiver.Got)
        {
            Assert.Multiple(() =>
            {
                Assert.That(delivery.Headers["X-CS-Event"], Is.EqualTo("VM.STOP"));
                Assert.That(Guid.TryParse(delivery.Headers["X-CS-Event-ID"], out _), Is.True);
                Assert.That(delivery.Headers["User-Agent"], Is.EqualTo("CS-Hookshot/" + _engine.Admin.AccountId));
                Assert.That(delivery.Headers["Content-Type"], Is.EqualTo("application/json; charset=UTF-8"));
                Assert.That(
                    delivery.Headers["X-CS-Signature"],
                    Is.EqualTo(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(delivery.Body)))));
                Assert.That(delivery.Json.EnumerateObject().Select(static p => p.Name), Is.EquivalentTo((string[])[
                    "eventDateTime", "entityuuid", "description", "event", "user", "account", "entity", "status", "VirtualMachine",
                ]));
                Assert.That(delivery.Json.GetProperty("entityuuid").GetString(), Is.EqualTo(id));
            });
        }

        Assert.That(_receiver.Got.Select(static g => g.Json.GetProperty("description").GetString()), Is.EqualTo((string[])[
            "Stopping User Instance with ID: " + id, "Stopping Vm. Instance ID: " + id, "Successfully completed stopping Vm. Instance ID: " + id,
        ]));
        Assert.That(_receiver.Got[2].At - _receiver.Got[0].At, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task A_failing_command_completes_with_an_error_in_its_text()
    {
        (string id, _) = await _caller.DeployAsync();
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));
        await CreateAsync("http://192.0.2.10:9988/good");
        _engine.PlanJob(ending: JobEnding.Failure());
        await _caller.CallAsync("rebootVirtualMachine", ("id", id));
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That(_receiver.Got[^1].Json.GetProperty("description").GetString(), Is.EqualTo("Error while rebooting Vm. Instance ID: " + id));
    }

    [Test]
    public async Task Completed_may_come_before_the_row_is_done()
    {
        _caller.Dispose();
        (_engine, _caller) = New(new SimulatorOptions { CompletedEventLead = TimeSpan.FromSeconds(2) });
        await CreateAsync("http://192.0.2.10:9988/good");
        int seen = -1;
        (_, string job) = await _caller.DeployAsync();
        _receiver.OnDelivery = delivery =>
        {
            if (delivery.Json.GetProperty("status").GetString() == "Completed")
            {
                seen = _engine.Jobs.Single(j => j.Id == job).Status;
            }
        };
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        Assert.That(seen, Is.Zero);
        Assert.That(_receiver.Got.Count(static g => g.Json.GetProperty("status").GetString() == "Completed"), Is.EqualTo(1));
        Assert.That(_engine.Jobs.Single(j => j.Id == job).Status, Is.EqualTo(1));
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.NoContent)]
    [TestCase(HttpStatusCode.Created)]
    public async Task Anything_but_200_is_tried_three_times_in_a_row(HttpStatusCode status)
    {
        await CreateAsync("http://192.0.2.10:9988/fail");
        _receiver.Status = status;
        await _caller.DeployAsync();
        await _clock.RunForAsync(TimeSpan.FromSeconds(1));

        Assert.That(_receiver.Got.Select(static g => g.Json.GetProperty("status").GetString()), Is.EqualTo((string[])[
            "Created", "Created", "Created", "Scheduled", "Scheduled", "Scheduled", "Started", "Started", "Started",
        ]));
        JsonElement deliveries = (await _caller.CallAsync("listWebhookDeliveries")).Content.GetProperty("webhookdelivery");
        Assert.That(deliveries.GetArrayLength(), Is.EqualTo(3));
        Assert.That(deliveries[0].GetProperty("success").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Deliveries_are_listed_with_the_recorded_fields_the_newest_first()
    {
        string hook = (await CreateAsync("http://192.0.2.10:9988/good")).Content.GetProperty("webhook").GetProperty("id").GetString()!;
        await _caller.DeployAsync();
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));

        JsonElement list = (await _caller.CallAsync("listWebhookDeliveries", ("webhookid", hook))).Content.GetProperty("webhookdelivery");

        Assert.That(list[0].EnumerateObject().Select(static p => p.Name), Is.EquivalentTo((string[])[
            "id", "eventid", "eventtype", "webhookid", "webhookname", "managementserverid", "managementservername", "headers", "payload", "success",
            "response", "startdate", "enddate",
        ]));
        Assert.That(list[0].GetProperty("payload").GetString(), Does.Contain("Completed"));
        Assert.That(list[0].GetProperty("response").GetString(), Is.EqualTo("ok"));
    }

    [Test]
    public async Task A_delivery_on_demand_tells_what_became_of_it()
    {
        string hook = (await CreateAsync("http://192.0.2.10:9988/good")).Content.GetProperty("webhook").GetProperty("id").GetString()!;

        JsonElement delivery = (await _caller.CallAsync("executeWebhookDelivery", ("webhookid", hook), ("payload", """{"a":1}""")))
            .Content.GetProperty("webhookdelivery");

        Assert.Multiple(() =>
        {
            Assert.That(delivery.GetProperty("eventtype").GetString(), Is.EqualTo("TEST.WEBHOOK"));
            Assert.That(delivery.GetProperty("success").GetBoolean(), Is.True);
            Assert.That(_receiver.Got.Single().Body, Is.EqualTo("""{"a":1}"""));
            Assert.That(delivery.GetProperty("headers").GetString()!.Split('\n')[^2..], Is.EqualTo((string[])["Content-Length: 7", "Content-Type: application/json; charset=UTF-8"]));
        });
    }

    [Test]
    public async Task A_hook_hears_of_its_own_account_unless_its_scope_is_wider()
    {
        SimulatorUser ann = _engine.AddUser("ann");
        using TestCaller other = TestCaller.InProcess(_engine, ann);
        await CreateAsync("http://192.0.2.10:9988/good");
        await other.DeployAsync();
        Assert.That(_receiver.Got, Is.Empty);

        await CreateAsync("http://192.0.2.10:9988/all", ("scope", "Global"));
        await other.DeployAsync(("name", "second"));
        Assert.That(_receiver.Got, Is.Not.Empty);

        ApiReply refused = await other.CallAsync("createWebhook", ("name", "g"), ("payloadurl", "http://192.0.2.10/x"), ("scope", "Global"));
        Assert.That(refused.Status, Is.EqualTo(431));
    }

    [Test]
    public async Task Disabled_deleted_and_filtered_hooks_hear_nothing()
    {
        string hook = (await CreateAsync("http://192.0.2.10:9988/good")).Content.GetProperty("webhook").GetProperty("id").GetString()!;
        await _caller.CallAsync("addWebhookFilter", ("webhookid", hook), ("mode", "Exclude"), ("matchtype", "Prefix"), ("value", "VM."));
        await _caller.DeployAsync(("name", "one"));
        Assert.That(_receiver.Got, Is.Empty, "filtered");

        await _caller.CallAsync("updateWebhook", ("id", hook), ("state", "Disabled"));
        await _caller.CallAsync("createAffinityGroup", ("name", "a"), ("type", "host anti-affinity"));
        Assert.That(_receiver.Got, Is.Empty, "disabled");

        await _caller.CallAsync("updateWebhook", ("id", hook), ("state", "Enabled"));
        await _caller.CallAsync("createAffinityGroup", ("name", "b"), ("type", "host anti-affinity"));
        int heard = _receiver.Got.Count;
        Assert.That(heard, Is.Positive);

        Assert.That((await _caller.CallAsync("deleteWebhook", ("id", hook))).Body, Is.EqualTo("""{"deletewebhookresponse":{"success":true}}"""));
        await _caller.CallAsync("createAffinityGroup", ("name", "c"), ("type", "host anti-affinity"));
        await _clock.RunForAsync(TimeSpan.FromSeconds(10));
        Assert.That(_receiver.Got, Has.Count.EqualTo(heard), "deleted");
    }

    private (SimulatorEngine Engine, TestCaller Caller) New(SimulatorOptions options)
    {
        options.JobDuration = TimeSpan.FromSeconds(5);
        options.WebhookHandler = _receiver;
        var engine = new SimulatorEngine(options, _clock);
        return (engine, TestCaller.InProcess(engine));
    }

    private Task<ApiReply> CreateAsync(string url, params (string Name, string Value)[] more) => _caller.CallAsync(
        "createWebhook", [("name", "good"), ("payloadurl", url), ("secretkey", Secret), .. more]);

    private sealed record Delivery(TimeSpan At, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }

    /// <summary>Receives deliveries in memory, at the time of the manual clock.</summary>
    private sealed class Receiver(ManualTimeProvider clock) : HttpMessageHandler
    {
        public List<Delivery> Got { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public Action<Delivery>? OnDelivery { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var delivery = new Delivery(
                clock.Elapsed,
                await request.Content!.ReadAsStringAsync(cancellationToken),
                request.Headers.Concat(request.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(' ', h.Value), StringComparer.OrdinalIgnoreCase));
            Got.Add(delivery);
            OnDelivery?.Invoke(delivery);
            return new HttpResponseMessage(Status) { Content = new StringContent("ok") };
        }
    }
}
