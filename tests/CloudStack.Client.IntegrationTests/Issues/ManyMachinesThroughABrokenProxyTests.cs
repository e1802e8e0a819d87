using System.Collections.Concurrent;
using System.Globalization;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// A proxy on real sockets breaks three of ten exchanges in every way that proxies and connections do. The caller must learn
/// everything that the server knows, and soon; the outcome of a create may be ambiguous only if the server never saw it.
/// </summary>
public class ManyMachinesThroughABrokenProxyTests
{
    private const int Machines = 200;
    private const int AtOnce = 30;

    [TestCase(1)]
    [TestCase(2)]
    public async Task No_machine_comes_twice_no_outcome_is_wrong_and_none_is_told_late(int seed)
    {
        SimulatorOptions simulated = new() { Seed = seed, JobDurationSelector = context => TimeSpan.FromMilliseconds(20 + (context.Parameters["name"].GetHashCode(StringComparison.Ordinal) & 0x3FF)) };
        await using SimulatorServer server = await SimulatorServer.StartAsync(simulated);
        CloudParts parts = new(server.Engine);
        await using BreakingProxy proxy = new(server.Endpoint, share: 0.3, seed);
        await using CloudStackClient client = new(new CloudStackClientOptions
        {
            Endpoint = proxy.Endpoint,
            ApiKey = server.Engine.Admin.ApiKey,
            SecretKey = server.Engine.Admin.SecretKey,
            LookUpTimeout = TimeSpan.FromSeconds(8),
        });
        ConcurrentDictionary<string, JobResult<VirtualMachine>> results = new();
        ConcurrentDictionary<string, AmbiguousSubmissionException> ambiguous = new();
        ConcurrentDictionary<string, DateTimeOffset> toldAt = new();

        await Parallel.ForEachAsync(Enumerable.Range(0, Machines).Select(static i => $"vm-{i}"), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (name, cancellationToken) =>
        {
            try
            {
                JobResult<VirtualMachine> result = await client.VirtualMachines
                    .DeployVirtualMachineAsync(new() { ZoneId = parts.ZoneId, ServiceOfferingId = parts.OfferingId, TemplateId = parts.TemplateId, Name = name }, cancellationToken)
                    .WaitForCompletionAsync(cancellationToken);
                toldAt[name] = server.Engine.Clock.GetUtcNow();
                results[name] = result;
            }
            catch (AmbiguousSubmissionException e)
            {
                ambiguous[name] = e;
            }
        });

        Dictionary<string, SimulatorJob> books = server.Engine.Jobs.ToDictionary(static job => job.Id);
        string[] reached = [.. proxy.Exchanges.Where(static exchange => exchange.Parameters["command"] == "deployVirtualMachine" && BreakingProxy.ReachesServer(exchange.Fate))
            .Select(static exchange => exchange.Parameters["name"])];
        double latest = results.Max(result => (toldAt[result.Key] - books[result.Value.Job.JobId!].Completed!.Value).TotalSeconds);
        int broken = proxy.Exchanges.Count(static exchange => exchange.Fate is not null);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{proxy.Exchanges.Count} exchanges, {broken} broken; {results.Count} machines, {ambiguous.Count} ambiguous; told at most {latest:0.0} s after the end"));
        Assert.Multiple(() =>
        {
            Assert.That(results.Count + ambiguous.Count, Is.EqualTo(Machines), "nothing else is thrown");
            Assert.That(results.Select(result => (result.Value.Value?.Name, result.Value.Outcome)), Is.EquivalentTo(results.Keys.Select(static name => (name, JobOutcome.Succeeded))));
            Assert.That(results.Keys, Is.EquivalentTo(reached), "every machine whose create reached the server is known, and none was requested twice");
            Assert.That(books, Has.Count.EqualTo(results.Count));
            Assert.That(Enumerable.Range(0, Machines).Select(i => server.Engine.ExecutionCount($"vm-{i}")), Has.All.LessThanOrEqualTo(1));
            // A few broken exchanges in a row are followed by pauses of 2 to 4 s each; how many there are is a matter of luck.
            Assert.That(latest, Is.LessThan(30));
            Assert.That(broken, Is.GreaterThan(proxy.Exchanges.Count / 5));
        });
    }
}
