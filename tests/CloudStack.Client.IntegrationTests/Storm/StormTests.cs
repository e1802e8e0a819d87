using System.Globalization;
using CloudStack.Client.IntegrationTests.Repeats;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Storm;

/// <summary>
/// Thousands of jobs while everything goes wrong at once. Each must end with the outcome that the server's own records show, and
/// none may be executed twice.
/// </summary>
internal sealed class StormTests
{
    public enum Repeater
    {
        None,
        OutsideOfTheSigning,
    }

    [TestCase(10_000, 1, Repeater.OutsideOfTheSigning)]
    [TestCase(2_000, 2, Repeater.OutsideOfTheSigning)]
    [TestCase(2_000, 3, Repeater.None)]
    public async Task Every_job_ends_in_its_one_right_outcome_and_none_is_executed_twice(int count, int seed, Repeater repeater)
    {
        ManualTimeProvider clock = new();
        StormJob[] deployments = [.. Enumerable.Range(0, count / 2).Select(i => new StormJob(i, isDeployment: true))];
        StormJob[] tags = [.. Enumerable.Range(0, count / 2).Select(i => new StormJob(i, isDeployment: false))];
        Dictionary<string, StormJob> all = deployments.Concat(tags).ToDictionary(job => job.Marker);
        SimulatorEngine engine = new(
            new SimulatorOptions
            {
                Seed = seed,
                JobExpiry = TimeSpan.FromHours(3),
                RequestLogLimit = 100,
                JobDurationSelector = context => Of(all, context)?.Duration,
                JobEndingSelector = context => Of(all, context)?.Ending,
            },
            clock);
        StormWeather weather = new(engine);
        RetryingHandler? retrying = repeater == Repeater.OutsideOfTheSigning ? new RetryingHandler() : null;
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = engine.Admin.ApiKey, SecretKey = engine.Admin.SecretKey, MaxConcurrentRequests = 64 },
            new SimulatorHandler(engine),
            timeProvider: clock,
            outerHandlers: retrying is null ? null : retrying.Around);
        StormRun run = new(engine, client);

        await clock.RunUntilAsync(() => Task.WhenAll(run.RunAsync(deployments, tags), weather.RestartAsync()));
        string[] missing = [.. weather.Missing];
        weather.End();

        Dictionary<string, SimulatorJob> books = engine.Jobs.ToDictionary(job => job.Id);
        List<VirtualMachine> machines = await clock.RunUntilAsync(() => client.VirtualMachines.ListVirtualMachines().ToListAsync());
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine.RequestCount} requests in {clock.Elapsed}; {run.Ambiguous} ambiguous, {run.Repeated} repeated by the caller, {retrying?.Repeats} by the handler; {string.Join(", ", run.Results.Values.GroupBy(result => result.Outcome).Select(group => $"{group.Count()} {group.Key}"))}"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Surprises, Is.Empty);
            Assert.That(missing, Is.Empty, "faults that never occurred");
            Assert.That(all.Keys.Where(marker => engine.ExecutionCount(marker) != 1), Is.Empty, "not executed once");
            Assert.That(books, Has.Count.EqualTo(count), "jobs on the server");
            Assert.That(machines.Select(machine => machine.Name).Order(), Is.EqualTo(deployments.Select(job => job.Marker).Order()), "no machine is missing, none is an orphan");
            Assert.That(run.Results, Has.Count.EqualTo(count));
            Assert.That(run.Results.Select(result => Problem(all[result.Key], result.Value, books)).Where(problem => problem is not null), Is.Empty);
            Assert.That(repeater == Repeater.None || retrying!.Repeats > 0);
        });
    }

    private static StormJob? Of(Dictionary<string, StormJob> all, SimulatedJobContext context) =>
        context.Parameters.TryGetValue("name", out string? name) || context.Parameters.TryGetValue("tags[0].key", out name)
            ? all.GetValueOrDefault(name)
            : null;

    /// <summary>The difference between the caller's outcome and the server's records; null if there is none.</summary>
    private static string? Problem(StormJob job, JobResult result, Dictionary<string, SimulatorJob> books)
    {
        SimulatorJob truth = books[result.Job.JobId!];
        (JobOutcome, UnknownReason?) expected = truth.Status switch
        {
            _ when job.IsPurged => (JobOutcome.Unknown, UnknownReason.NotFound),
            0 => (JobOutcome.Unknown, UnknownReason.NotFound),
            1 when job.IsUnreadable => (JobOutcome.Unknown, UnknownReason.ResultUnreadable),
            1 => (JobOutcome.Succeeded, null),
            _ => (JobOutcome.Failed, null),
        };
        string? name = (result as JobResult<VirtualMachine>)?.Value?.Name;
        return (result.Outcome, result.UnknownReason) != expected ? $"{job.Marker}: {result.Outcome} {result.UnknownReason} instead of {expected}, {truth}"
            : name is not null && name != job.Marker ? $"{job.Marker}: the result of {name}"
            : null;
    }
}
