namespace CloudStack.Simulator.Tests;

public sealed class SimulatorHandlerTests
{
    [Test]
    public async Task A_poll_loop_over_the_handler_runs_in_virtual_time_under_load_thirty_times_alike()
    {
        using var load = new CpuLoad();
        for (int repetition = 0; repetition < 30; repetition++)
        {
            var clock = new ManualTimeProvider();
            var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(10.5) }, clock);
            using var http = new HttpClient(new SimulatorHandler(engine) { Latency = TimeSpan.FromMilliseconds(200) });
            using var caller = new TestCaller(http, SimulatorHandler.Endpoint, engine.Admin);

            await clock.RunUntilAsync(async () =>
            {
                (_, string job) = await caller.DeployAsync();
                await caller.WaitAsync(clock, job);
            });

            // Three lists of 0.2 s, the submit whose command runs at 0.7 s; polls arrive every 1.2 s from 0.9 s on.
            Assert.That(engine.Jobs.Single().Completed, Is.EqualTo(clock.Start.AddMilliseconds(11_200)), $"repetition {repetition}");
            Assert.That(engine.CountRequests("queryAsyncJobResult"), Is.EqualTo(10), $"repetition {repetition}");
            Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(800 + (9 * 1200) + 200)), $"repetition {repetition}");
        }
    }

    [Test]
    public void A_request_that_was_cancelled_is_not_executed()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(timeProvider: clock);
        using var http = new HttpClient(new SimulatorHandler(engine) { Latency = TimeSpan.FromSeconds(4) });
        using var caller = new TestCaller(http, SimulatorHandler.Endpoint, engine.Admin);
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);

        Assert.That(
            async () => await clock.RunUntilAsync(() => caller.SendAsync(caller.Sign("createAffinityGroup", ("name", "a"), ("type", "t")), source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(engine.RequestCount, Is.Zero);
    }

    [Test]
    public async Task Another_path_is_the_containers_404()
    {
        using var http = new HttpClient(new SimulatorHandler(new SimulatorEngine()));

        using HttpResponseMessage response = await http.GetAsync(new Uri("http://simulator.invalid/api?command=listZones"));

        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
    }
}
