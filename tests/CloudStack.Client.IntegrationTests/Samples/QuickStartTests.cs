using System.Text.RegularExpressions;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Samples;

internal sealed partial class QuickStartTests
{
    private const string Sample = "QuickStart";

    private static readonly (string Name, string Value) Endpoint = ("CLOUDSTACK_ENDPOINT", "http://cloud.invalid/client/api");
    private static readonly (string Name, string Value) ApiKey = ("CLOUDSTACK_API_KEY", "sample-key");
    private static readonly (string Name, string Value) SecretKey = ("CLOUDSTACK_SECRET_KEY", "sample-secret");

    private static readonly TestCaseData[] WrongUses =
    [
        WrongUse("Usage", ["--bogus"]),
        WrongUse("Usage", ["--fail", "--help"]),
        WrongUse("Usage", ["zone", "offering", "template", "stray"]),
        WrongUse("Usage", ["--fail"], Endpoint, ApiKey, SecretKey),
        WrongUse("zone-1", ["a zone that is not there"]),
        WrongUse("Endpoint", [], ApiKey, SecretKey),
        WrongUse("Endpoint", [], ("CLOUDSTACK_ENDPOINT", "not an address"), ApiKey, SecretKey),
        WrongUse("Endpoint", [], ("CLOUDSTACK_ENDPOINT", "ftp://cloud.invalid/client/api"), ApiKey, SecretKey),
        WrongUse("ApiKey", [], Endpoint, SecretKey),
        WrongUse("SecretKey", [], Endpoint, ApiKey),
    ];

    [Test]
    public async Task Without_arguments_a_machine_is_deployed_and_its_job_is_known_before_the_wait()
    {
        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(Sample, []);

        int job = JobLine().Match(output).Index;
        int resource = ResourceLine().Match(output).Index;
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output + errors);
            Assert.That(errors.Trim(), Is.Empty);
            Assert.That(output, Does.Contain("Zones (").And.Contain("Offerings (").And.Contain("Templates ("));
            Assert.That(job, Is.GreaterThan(0));
            Assert.That(resource, Is.GreaterThan(job));
            Assert.That(output.IndexOf("  after ", StringComparison.Ordinal), Is.GreaterThan(resource));
            Assert.That(output, Does.Match(@"after +\d+\.\d s +Pending +poll 1\s"));
            Assert.That(output, Does.Match(@"after +\d+\.\d s +Succeeded +poll \d+\s"));
            Assert.That(output, Does.Match("quickstart-[0-9a-f]{8} is Running"));
            Assert.That(ResourceLine().Match(output).Groups[1].Value, Is.EqualTo(IdLine().Match(output).Groups[1].Value), "the typed machine is the resource of the job");
            Assert.That(output, Does.Not.Contain('\r'), "no line is rewritten in a file or pipe");
        });
    }

    [Test]
    public async Task A_failing_job_gives_its_typed_reason_and_exit_code_1()
    {
        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(Sample, ["--fail"]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1), output + errors);
            Assert.That(output, Does.Match(@"kind +Capacity\s").And.Match(@"code +530\s").And.Match("text +Unable to start a VM due to insufficient capacity"));
        });
    }

    [TestCaseSource(nameof(WrongUses))]
    public async Task Wrong_use_ends_with_a_reason_and_exit_code_2(string reason, string[] arguments, (string Name, string Value)[] environment)
    {
        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(Sample, arguments, environment);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(2), errors);
            Assert.That(errors, Does.Contain(reason));
            Assert.That(errors, Does.Not.Contain("   at "), "a reason, not a stack trace");
            Assert.That(output + errors, Does.Not.Contain(ApiKey.Value).And.Not.Contain(SecretKey.Value));
        });
    }

    [Test]
    public async Task Help_is_printed_with_exit_code_0()
    {
        (int exitCode, string output, _) = await SampleRun.ToEndAsync(Sample, ["--help"]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("--fail").And.Contain("CLOUDSTACK_SECRET_KEY").And.Contain("130"));
        });
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Ctrl_C_ends_the_wait_and_tells_the_way_back_to_the_job()
    {
        // Jobs of this cloud never end by themselves, so only the signal can have ended the program.
        await using SocketCloud cloud = await SocketCloud.StartAsync(simulate: options => options.JobEndingSelector = _ => JobEnding.Never);
        using SampleRun run = SampleRun.Start(Sample, [], SampleRun.AccountOf(cloud));
        await run.UntilAsync("Pending");

        await run.InterruptAsync();
        int exitCode = await run.ExitAsync();

        string jobId = cloud.Engine.Jobs[0].Id;
        Match token = TokenLine().Match(run.Output);
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(130), run.Output + run.Errors);
            Assert.That(run.Output, Does.Contain("Stopped waiting"));
            Assert.That(JobToken.TryParse(token.Groups[1].Value, out JobToken parsed), Is.True);
            Assert.That(parsed.JobId, Is.EqualTo(jobId));
            Assert.That(run.Output[run.Output.IndexOf("Stopped waiting", StringComparison.Ordinal)..], Does.Contain(jobId));
            Assert.That(cloud.Client.Jobs.Resume(parsed).JobId, Is.EqualTo(jobId), "this client can take over");
        });
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Ctrl_C_before_the_response_to_the_submit_tells_the_way_to_the_job_too()
    {
        // The command is executed, but its response doesn't come.
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        cloud.Engine.Faults.Add(Fault.Delay(TimeSpan.FromMinutes(10)), "deployVirtualMachine");
        using SampleRun run = SampleRun.Start(Sample, [], SampleRun.AccountOf(cloud));
        while (cloud.Engine.Jobs.Count == 0)
        {
            await Task.Delay(50);
        }

        await run.InterruptAsync();
        int exitCode = await run.ExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(130), run.Output + run.Errors);
            Assert.That(JobToken.TryParse(TokenLine().Match(run.Output).Groups[1].Value, out JobToken token), Is.True, run.Output);
            Assert.That(token.JobId, Is.EqualTo(cloud.Engine.Jobs[0].Id));
        });
    }

    [Test]
    public async Task A_cloud_named_in_the_environment_is_used_and_its_keys_are_not_printed()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(
            Sample, ["test-zone", "test-offering", "test-template"], SampleRun.AccountOf(cloud));

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output + errors);
            Assert.That(output, Does.Match("in test-zone: test-offering, test-template\\s").And.Contain("is Running"));
            Assert.That(cloud.Engine.Jobs, Has.Count.EqualTo(1));
            Assert.That(output + errors, Does.Not.Contain(cloud.Engine.Admin.ApiKey).And.Not.Contain(cloud.Engine.Admin.SecretKey));
        });
    }

    [Test]
    public async Task A_cloud_that_refuses_the_key_ends_with_exit_code_1()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(
            Sample, [], ("CLOUDSTACK_ENDPOINT", cloud.Endpoint.AbsoluteUri), ApiKey, SecretKey);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(errors, Does.Contain("401"));
            Assert.That(output + errors, Does.Not.Contain(ApiKey.Value).And.Not.Contain(SecretKey.Value));
        });
    }

    private static TestCaseData WrongUse(string reason, string[] arguments, params (string Name, string Value)[] environment)
    {
        string given = string.Join(", ", arguments.Concat(environment.Select(variable => $"{variable.Name}={variable.Value}")));
        return new TestCaseData(reason, arguments, environment).SetArgDisplayNames(given);
    }

    [GeneratedRegex(@"^  job +([0-9a-f-]{36})", RegexOptions.Multiline)]
    private static partial Regex JobLine();

    [GeneratedRegex(@"^  resource +([0-9a-f-]{36})", RegexOptions.Multiline)]
    private static partial Regex ResourceLine();

    [GeneratedRegex(@"^  id +([0-9a-f-]{36})", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex(@"^  token +(csj1\.\S+)", RegexOptions.Multiline)]
    private static partial Regex TokenLine();
}
