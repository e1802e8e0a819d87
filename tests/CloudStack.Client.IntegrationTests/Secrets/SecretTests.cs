using System.Text.Json;
using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Faults;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.IntegrationTests.Telemetry;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Secrets;

/// <summary>Keys, passwords and user data don't appear anywhere, whatever the server says and whatever fails.</summary>
internal sealed class SecretTests
{
    private static readonly string Json = JsonEncodedText.Encode(Marked.Everything).ToString();

    /// <summary>Servers that echo what they were sent, in every part of a response.</summary>
    private static readonly Fault[] Talkative =
    [
        Fault.Echo("password"),
        Fault.Echo("userdata"),
        Fault.Echo("apikey"),
        Fault.Echo("password", 530),
        Fault.Echo("userdata", 401),
        Fault.Error(431, $"Unable to execute API command due to invalid value {Marked.Everything} for parameter"),
        Fault.Error(530, Marked.Everything),
        Fault.Error(503, "Can not accept new jobs " + Marked.Everything),
        Fault.Error(429, $"{Marked.Everything} please retry after [50] ms."),
        Fault.Answer(200, "application/json", $$$"""{"deployvirtualmachineresponse":{"errortext":"{{{Json}}}" """),
        Fault.Answer(200, "application/json", $$$"""{"x":{"y":"{{{Json}}}"} trailing {{{Marked.Everything}}}"""),
        Fault.Answer(200, "application/json", $"[\"{Json}\"]"),
        Fault.Answer(200, "application/json", $"\"{Json}\""),
        Fault.Answer(200, "text/html", $"<html>{Marked.Everything}</html>"),
        Fault.Answer(200, "text/xml", $"<error>{Marked.Everything}</error>"),
        Fault.Answer(404, "text/html", $"<html>{Marked.Everything}</html>"),
        Fault.Answer(500, "text/plain", Marked.Everything),
        Fault.Answer(502, "text/html", $"<html>{Marked.Everything}</html>"),
        Fault.Answer(530, "application/json", $$$"""{"errorresponse":{"errorcode":530,"errortext":"{{{Json}}}","uuidList":[{"uuid":"{{{Json}}}","description":"{{{Json}}}"}]}}"""),
        Fault.Answer(431, "application/json", $$$"""{"errorresponse":{"errorcode":431,"errortext":"{{{Json}}}" """),
    ];

    private static readonly Fault[] Broken =
    [
        Fault.LoseAnswer,
        Fault.ResetConnection,
        Fault.RefuseConnection,
        Fault.Hang,
        Fault.EmptyAnswer,
        Fault.CutBody(),
        Fault.BadGatewayPage,
        Fault.NotFoundPage,
        Fault.Maintenance,
        Fault.InternalError,
    ];

    private static IEnumerable<Fault> All => Talkative.Concat(Broken);

    [TestCaseSource(nameof(All))]
    public async Task No_secret_shows_when_a_typed_submit_goes_wrong(Fault fault) =>
        await HuntAsync(fault, "deployVirtualMachine", async cloud => _ = await cloud.Machines.DeployVirtualMachineAsync(Deploy(cloud)));

    [TestCaseSource(nameof(All))]
    public async Task No_secret_shows_when_a_typed_change_goes_wrong(Fault fault) =>
        await HuntAsync(fault, "updateVirtualMachine", async cloud =>
        {
            UpdateVirtualMachineRequest request = new() { Id = Guid.NewGuid().ToString(), UserData = Marked.UserData };
            request.AdditionalParameters["password"] = Marked.Password;
            await cloud.Machines.UpdateVirtualMachineAsync(request);
        });

    [TestCaseSource(nameof(All))]
    public async Task No_secret_shows_when_a_command_by_name_goes_wrong(Fault fault) =>
        await HuntAsync(fault, "createUser", async cloud =>
            await cloud.Client.Commands.SendAsync("createUser", [new("username", "ann"), new("password", Marked.Password), new("userdata", Marked.UserData)]));

    [TestCaseSource(nameof(All))]
    public async Task No_secret_shows_when_a_job_by_name_goes_wrong(Fault fault) =>
        await HuntAsync(fault, "deployVirtualMachine", async cloud => _ = await cloud.Client.Commands.SubmitAsync(
            "deployVirtualMachine",
            [
                new("zoneid", cloud.Parts.ZoneId), new("serviceofferingid", cloud.Parts.OfferingId), new("templateid", cloud.Parts.TemplateId),
                new("password", Marked.Password), new("userdata", Marked.UserData),
            ]));

    [TestCaseSource(nameof(All))]
    public async Task No_secret_shows_when_the_polls_of_its_job_go_wrong(Fault fault) =>
        await HuntAsync(fault, "queryAsyncJobResult", async cloud =>
            await cloud.Machines.DeployVirtualMachineAsync(Deploy(cloud)).WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(2) }));

    [Test]
    public async Task No_secret_shows_in_a_failed_job_whose_text_repeats_it()
    {
        RecordingLoggerFactory log = new();
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = Create(log);
        cloud.Engine.PlanJob(ending: JobEnding.Failure(530, $"Unable to run {Marked.Everything}"));
        JobProgress last = default;

        JobResult<VirtualMachine> result = await cloud.RunAsync(async () =>
        {
            JobHandle<VirtualMachine> job = await cloud.Machines.DeployVirtualMachineAsync(Deploy(cloud));
            return await job.WaitForCompletionAsync(new JobWaitOptions { Progress = new Listener(step => last = step) });
        });
        JobFailedException? thrown = Assert.Catch<JobFailedException>(result.EnsureSuccess);

        MarkerHunt hunt = new();
        hunt.Look(result, "result");
        hunt.Look(thrown, "exception");
        hunt.Look(last, "progress");
        hunt.Look(telemetry);
        hunt.Look(log.Lines, "log");
        Assert.Multiple(() =>
        {
            Assert.That(hunt.Finds, Is.Empty);
            Assert.That(result.Error!.Text, Does.StartWith("Unable to run").And.Contain("***"));
        });
    }

    [Test]
    public async Task A_deployment_with_secrets_works_and_logs_none_of_them()
    {
        RecordingLoggerFactory log = new();
        await using VirtualCloud cloud = Create(log);

        JobResult<VirtualMachine> result = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(Deploy(cloud)).WaitForCompletionAsync());

        MarkerHunt hunt = new();
        hunt.Look(log.Lines, "log");
        hunt.Look(result.ToString(), "result");
        hunt.Look(result.Job.ToToken().ToString(), "token");
        hunt.Look(cloud.Client.ToString(), "client");
        hunt.Look(new ApiKeyCredentials(Marked.ApiKey, Marked.SecretKey).ToString(), "credentials");
        hunt.Look(new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = Marked.ApiKey, SecretKey = Marked.SecretKey }.ToString(), "options");
        Assert.Multiple(() =>
        {
            Assert.That(result.IsSuccess, Is.True);
            Assert.That(hunt.Finds, Is.Empty);
            Assert.That(log.Lines, Has.Some.Contains("password=***"), "parameters are logged at the lowest level, masked");
            Assert.That(cloud.Engine.ExecutionCount(Marked.Password), Is.EqualTo(1), "the server did get the secret");
            Assert.That(cloud.Engine.ExecutionCount(Marked.UserData), Is.EqualTo(1));
        });
    }

    private static DeployVirtualMachineRequest Deploy(VirtualCloud cloud) => cloud.Parts.Deploy("web", Marked.Password, Marked.UserData);

    private static VirtualCloud Create(RecordingLoggerFactory log) => new(
        new SimulatorOptions { ApiKey = Marked.ApiKey, SecretKey = Marked.SecretKey, JobDuration = TimeSpan.FromSeconds(5) },
        log);

    private static async Task HuntAsync(Fault fault, string command, Func<VirtualCloud, Task> call)
    {
        RecordingLoggerFactory log = new();
        using TelemetryRecorder telemetry = new();
        await using VirtualCloud cloud = Create(log);
        FaultRule rule = cloud.Engine.Faults.Add(fault, command, times: fault.ToString() == "error 429" ? 2 : null);

        (_, Exception? exception) = await FaultCase.RunAsync(() => cloud.RunAsync(() => call(cloud)));

        MarkerHunt hunt = new();
        hunt.Look(exception, "exception");
        hunt.Look(log.Lines, "log");
        hunt.Look(telemetry);
        Assert.Multiple(() =>
        {
            Assert.That(rule.Hits, Is.GreaterThan(0), "the fault occurred");
            Assert.That(hunt.Finds, Is.Empty);
            Assert.That(hunt.Texts, Is.GreaterThan(10), "there was something to search");
        });
    }

    private sealed class Listener(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
