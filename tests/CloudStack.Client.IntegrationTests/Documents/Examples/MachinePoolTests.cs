using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using NSubstitute;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>The guide's tests of an application with a mock of a group; they run as shown.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MachinePoolTests
{
    // README: tests with a mock
    private readonly IVirtualMachinesApi _machines = Substitute.For<IVirtualMachinesApi>();

    private MachinePool Pool => new(_machines);

    [Test]
    public async Task A_machine_that_runs_is_reported()
    {
        Deploy(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Success(new VirtualMachine { State = "Running" })));

        Assert.That(await Pool.AddAsync("web-1"), Is.EqualTo("web-1 is Running."));
        await _machines.Received(1).DeployVirtualMachineAsync(Arg.Is<DeployVirtualMachineRequest>(request => request.Name == "web-1"), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task A_failure_is_reported_with_its_reason()
    {
        Deploy(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Failure(new JobError(533, "no host has room", ErrorKind.Capacity))));

        Assert.That(await Pool.AddAsync("web-1"), Is.EqualTo("web-1 was not deployed: no host has room"));
    }

    [Test]
    public async Task A_machine_with_an_unknown_outcome_is_no_failure()
    {
        Deploy(JobHandle<VirtualMachine>.FromResult(JobResult<VirtualMachine>.Unknown(UnknownReason.NotFound)));

        Assert.That(await Pool.AddAsync("web-1"), Is.EqualTo("The outcome of web-1 is unknown."));
    }

    [Test]
    public async Task A_machine_is_waited_for()
    {
        TaskCompletionSource<JobResult<VirtualMachine>> end = new();
        Deploy(JobHandle<VirtualMachine>.Pending(end.Task));

        Task<string> report = Pool.AddAsync("web-1");
        Assert.That(report.IsCompleted, Is.False);

        end.SetResult(JobResult<VirtualMachine>.Success(new VirtualMachine { State = "Running" }));
        Assert.That(await report, Is.EqualTo("web-1 is Running."));
    }

    [Test]
    public async Task A_machine_that_takes_too_long_is_reported_with_its_job()
    {
        ManualTimeProvider clock = new();          // from the package CloudStack.Simulator; any TimeProvider works
        Deploy(JobHandle<VirtualMachine>.Pending(jobId: "job-1", timeProvider: clock));

        Assert.That(await clock.RunUntilAsync(() => Pool.AddAsync("web-1")), Is.EqualTo("web-1 takes too long; its job is job-1."));
    }

    [Test]
    public async Task A_shutdown_ends_the_wait()
    {
        using CancellationTokenSource shutdown = new();
        Deploy(JobHandle<VirtualMachine>.Pending());

        Task<string> report = Pool.AddAsync("web-1", shutdown.Token);
        await shutdown.CancelAsync();

        await Assert.ThrowsAsync<JobWaitCanceledException>(() => report);
    }

    [Test]
    public async Task The_machines_of_all_pages_are_described()
    {
        _machines.ListVirtualMachines(Arg.Any<ListVirtualMachinesRequest>())
            .Returns(PagedQuery<VirtualMachine>.FromItems([new VirtualMachine { Name = "web-1" }, new VirtualMachine { Name = "web-2" }]));

        Assert.That(await Pool.DescribeAsync(), Is.EqualTo("web-1, web-2"));
    }

    private void Deploy(JobHandle<VirtualMachine> job) =>
        _machines.DeployVirtualMachineAsync(Arg.Any<DeployVirtualMachineRequest>(), Arg.Any<CancellationToken>()).Returns(job);
    // README: end
}
