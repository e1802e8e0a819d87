using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Samples;

/// <summary>
/// The worker of the sample, with orders that come and go. A token that outlived its order used to be mistaken for the token of the
/// next order with the same name, so that order was never executed, and a worker that had failed ended with exit code 0.
/// </summary>
internal sealed class WorkerResumeTests : IDisposable
{
    private const string Sample = "WorkerResume";

    private readonly string _folder = Directory.CreateTempSubdirectory("orders-test-").FullName;

    [SetUp]
    public void Clear() => Array.ForEach(Directory.GetFiles(_folder), File.Delete);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_new_order_with_the_name_of_an_earlier_one_is_executed([Values("", "\n", "\r\n")] string lineEnd)
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        for (int run = 1; run <= 3; run++)
        {
            PutOrder(cloud, lineEnd);
            (int exitCode, string output, string errors) = await WorkAsync(cloud);

            Assert.Multiple(() =>
            {
                Assert.That(exitCode, Is.Zero, output + errors);
                Assert.That(output, Does.Contain("web-1: new").And.Contain("web-1: Succeeded"));
                Assert.That(cloud.Engine.Jobs, Has.Count.EqualTo(run));
                Assert.That(Files(), Is.EqualTo((string[])["web-1.Succeeded"]), "nothing else is left behind");
            });
        }
    }

    [Test]
    public async Task An_order_that_failed_can_be_put_again()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        cloud.Engine.PlanJob(ending: JobEnding.Failure(431, "No room"));
        PutOrder(cloud);
        Assert.That((await WorkAsync(cloud)).ExitCode, Is.EqualTo(1));
        PutOrder(cloud);
        Assert.That((await WorkAsync(cloud)).ExitCode, Is.Zero);
        Assert.That(Files(), Is.EqualTo((string[])["web-1.Failed", "web-1.Succeeded"]));
    }

    [Test]
    public async Task An_order_whose_worker_is_killed_is_executed_once()
    {
        // The command is executed, but its response doesn't come.
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        cloud.Engine.Faults.Add(Fault.Delay(TimeSpan.FromMinutes(10)), "deployVirtualMachine", times: 1);
        PutOrder(cloud);
        using (SampleRun killed = SampleRun.Start(Sample, ["--orders", _folder], SampleRun.AccountOf(cloud)))
        {
            while (cloud.Engine.Jobs.Count == 0)
            {
                await Task.Delay(50);
            }
        }

        (int exitCode, string output, string errors) = await WorkAsync(cloud);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output + errors);
            Assert.That(output, Does.Contain("web-1: started by an earlier worker").And.Contain("web-1: Succeeded"));
            Assert.That(cloud.Engine.ExecutionCount("web-1"), Is.EqualTo(1));
            Assert.That(Files(), Is.EqualTo((string[])["web-1.Succeeded"]));
        });
    }

    [Test]
    public async Task An_order_that_cannot_be_read_stays_and_the_worker_ends_with_exit_code_1()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        File.WriteAllText(Path.Combine(_folder, "web-1.order"), "nothing");
        (int exitCode, string output, string errors) = await WorkAsync(cloud);
        Assert.That(exitCode, Is.EqualTo(1), output + errors);
        Assert.That(Files(), Is.EqualTo((string[])["web-1.order"]));
    }

    [TestCase("missing")]
    [TestCase("missing/deeper")]
    public async Task A_worker_without_its_folder_ends_with_a_reason_and_exit_code_1(string folder)
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        await AssertLineAsync("missing", ["--orders", Path.Combine(_folder, folder)], SampleRun.AccountOf(cloud));
    }

    [Test]
    public Task A_worker_without_a_cloud_ends_with_a_reason_and_exit_code_1() => AssertLineAsync("CLOUDSTACK_ENDPOINT", ["--orders", _folder]);

    [TestCase("CLOUDSTACK_API_KEY", "CLOUDSTACK_SECRET_KEY")]
    [TestCase("CLOUDSTACK_KEY", "CLOUDSTACK_SECRET")]
    public Task Keys_without_an_endpoint_are_not_taken_for_the_simulated_cloud(string key, string secret) =>
        AssertLineAsync("CLOUDSTACK_ENDPOINT", [], (key, "sample-key"), (secret, "sample-secret"));

    [Test]
    public async Task A_cloud_that_refuses_the_key_ends_with_a_reason_and_exit_code_1()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        await AssertLineAsync("401", [], [.. SampleRun.AccountOf(cloud)[..2], ("CLOUDSTACK_SECRET_KEY", "sample-secret")]);
    }

    private static async Task AssertLineAsync(string reason, string[] arguments, params (string Name, string Value)[] environment)
    {
        (int exitCode, string output, string errors) = await SampleRun.ToEndAsync(Sample, arguments, environment);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1), output + errors);
            Assert.That(errors, Does.Contain(reason));
            Assert.That(errors.Trim(), Does.Not.Contain('\n'), "one line");
        });
    }

    private void PutOrder(SocketCloud cloud, string lineEnd = "") =>
        File.WriteAllText(Path.Combine(_folder, "web-1.order"), $"{cloud.Parts.ZoneId} {cloud.Parts.OfferingId} {cloud.Parts.TemplateId}{lineEnd}");

    private Task<(int ExitCode, string Output, string Errors)> WorkAsync(SocketCloud cloud) =>
        SampleRun.ToEndAsync(Sample, ["--orders", _folder], SampleRun.AccountOf(cloud));

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order()];
}
