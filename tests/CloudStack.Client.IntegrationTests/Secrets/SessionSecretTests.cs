using System.Net;
using System.Text;
using System.Text.Json;
using CloudStack.Client.IntegrationTests.Faults;
using CloudStack.Client.IntegrationTests.Telemetry;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Secrets;

/// <summary>Passwords, session keys, cookies and codes don't appear anywhere, whatever the server says at any step of a session.</summary>
internal sealed class SessionSecretTests
{
    private static readonly string Json = JsonEncodedText.Encode(Marked.Session).ToString();

    // A server that refuses a login has nothing more to echo; any other response may contain the new session.
    private static readonly string PasswordJson = JsonEncodedText.Encode(Marked.AtLogin).ToString();

    private static readonly string[] Steps = ["login", "validateUserTwoFactorAuthenticationCode", "listZones", "updateVirtualMachine", "deployVirtualMachine", "queryAsyncJobResult", "logout"];

    private static readonly Answer[] Answers =
    [
        new("531", 531, "application/json", $$$"""{"loginresponse":{"errorcode":531,"errortext":"Failed to authenticate {{{Json}}}"}}"""),
        new("401", 401, "application/json", $$$"""{"x":{"errorcode":401,"errortext":"{{{Json}}}"}}"""),
        new("511", 511, "application/json", $$$"""{"x":{"errorcode":511,"errortext":"{{{Json}}}"}}"""),
        new("530", 530, "application/json", $$$"""{"x":{"errorcode":530,"errortext":"{{{Json}}}","uuidList":[{"uuid":"{{{Json}}}","description":"{{{Json}}}"}]}}"""),
        new("429", 429, "application/json", $$$"""{"x":{"errorcode":429,"errortext":"{{{Json}}} please retry after [50] ms."}}"""),
        new("broken json", 200, "application/json", $$$"""{"loginresponse":{"sessionkey":"{{{Json}}}" """),
        new("no session key", 200, "application/json", $$$"""{"loginresponse":{"other":"{{{Json}}}"}}"""),
        new("text", 200, "text/plain", Marked.Session),
        new("a page", 200, "text/html", $"<html>{Marked.Session}</html>"),
        new("a page of a gateway", 502, "text/html", $"<html>{Marked.Session}</html>"),
        new("a page of the container", 404, "text/html", $"<html>{Marked.Session}</html>"),
        new("nothing", 200, "application/json", ""),
    ];

    [Test]
    [Combinatorial]
    public async Task No_secret_of_a_session_shows_when_a_step_goes_wrong([ValueSource(nameof(Steps))] string step, [ValueSource(nameof(Answers))] Answer answer)
    {
        TalkativeServer server = new(step, answer);
        RecordingLoggerFactory log = new();
        MarkerHunt hunt = new();
        using (TelemetryRecorder telemetry = new())
        {
            ManualTimeProvider clock = new();
            CloudStackClient client = new(
                new CloudStackClientOptions
                {
                    Endpoint = new Uri("http://cloud.example.org/client/api"),
                    Credentials = new SessionCredentials("ann", Marked.Password) { SecondFactor = _ => new(Marked.Code) },
                    MaxRetries = 1,
                    ReadTimeout = TimeSpan.FromSeconds(5),
                    Polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(20), FailureTolerance = TimeSpan.FromSeconds(5) },
                },
                server,
                log,
                clock);
            foreach (Func<Task> call in Calls(client))
            {
                (_, Exception? exception) = await FaultCase.RunAsync(() => clock.RunUntilAsync(call));
                hunt.Look(exception, "exception");
            }

            await clock.RunUntilAsync(async () => await client.DisposeAsync());
            hunt.Look(client.ToString(), "client");
            hunt.Look(telemetry);
        }

        hunt.Look(log.Lines, "log");
        Assert.Multiple(() =>
        {
            Assert.That(server.Struck, Is.True, "the response was sent");
            Assert.That(hunt.Finds, Is.Empty);
            Assert.That(hunt.Texts, Is.GreaterThan(30), "there was something to search");
        });
    }

    private static IEnumerable<Func<Task>> Calls(CloudStackClient client) =>
    [
        () => client.Zones.ListZones().ToListAsync(),
        () => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v" }),
        () => client.VirtualMachines.DeployVirtualMachineAsync(new() { ServiceOfferingId = "o", ZoneId = "z" }).WaitForResultAsync(),
    ];

    internal sealed record Answer(string Name, int Status, string Type, string Body)
    {
        public bool IsRefusal => Status is 401 or 429 or 511 or 530 or 531;

        public override string ToString() => Name;
    }

    /// <summary>
    /// A server whose sessions have marked keys and cookies, and which reveals all it knows at one step. In memory, for the manual
    /// clock.
    /// </summary>
    private sealed class TalkativeServer(string step, Answer answer) : HttpMessageHandler
    {
        private int _given;

        public bool Struck { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string form = await request.Content!.ReadAsStringAsync(cancellationToken);
            string command = form.Split('&')[0]["command=".Length..];
            // A server that throttles forever makes a call wait forever.
            if (command == step && (answer.Status != 429 || _given++ < 2))
            {
                Struck = true;
                string body = step == "login" && answer.IsRefusal ? answer.Body.Replace(Json, PasswordJson, StringComparison.Ordinal) : answer.Body;
                HttpResponseMessage talk = new((HttpStatusCode)answer.Status) { Content = new StringContent(body, Encoding.UTF8, answer.Type) };
                talk.Headers.TryAddWithoutValidation("X-Description", JsonEncodedText.Encode(Marked.Session).ToString());
                return talk;
            }

            string key = JsonEncodedText.Encode(Marked.SessionKey).ToString();
            HttpResponseMessage response = new(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    command switch
                    {
                        "login" => $$$"""{"loginresponse":{"sessionkey":"{{{key}}}","is2faenabled":"true","is2faverified":"false"}}""",
                        "deployVirtualMachine" => """{"deployvirtualmachineresponse":{"id":"v","jobid":"j"}}""",
                        "queryAsyncJobResult" => """{"queryasyncjobresultresponse":{"jobid":"j","jobstatus":1}}""",
                        _ => """{"a":{"success":true}}""",
                    },
                    Encoding.UTF8,
                    "application/json"),
            };
            if (command == "login")
            {
                response.Headers.TryAddWithoutValidation("Set-Cookie", $"JSESSIONID={Marked.Cookie}; Path=/client");
                response.Headers.TryAddWithoutValidation("Set-Cookie", $"sessionkey={Marked.SessionKey};HttpOnly;SameSite=Lax");
            }

            return response;
        }
    }
}
