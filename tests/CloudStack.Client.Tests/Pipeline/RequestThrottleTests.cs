using System.Globalization;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs;
using CloudStack.Client.Models;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>A server that says "too often".</summary>
public class RequestThrottleTests
{
    [Test]
    public async Task A_hundred_jobs_succeed_against_a_server_that_grants_twelve_calls_a_second()
    {
        await using TestCloud cloud = new(simulator: new SimulatorOptions { ThrottleLimit = 25, JobDuration = TimeSpan.FromSeconds(5) });
        SimulatorUser user = cloud.Engine.AddUser("tenant");
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = user.ApiKey, SecretKey = user.SecretKey },
            cloud.Handler,
            timeProvider: cloud.Clock);
        string zone = cloud.Engine.AddZone("z");
        string offering = cloud.Engine.AddServiceOffering("o");
        string template = cloud.Engine.AddTemplate("t");
        Dictionary<string, TimeSpan> heard = [];

        JobResult<VirtualMachine>[] results = await cloud.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            JobResult<VirtualMachine> result = await client.VirtualMachines
                .DeployVirtualMachineAsync(new() { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template })
                .WaitForCompletionAsync();
            lock (heard)
            {
                heard[result.Job.JobId!] = cloud.Clock.Elapsed;
            }

            return result;
        })));

        double[] late = [.. cloud.Engine.Jobs.Select(job => (heard[job.Id] - (job.Completed!.Value - cloud.Clock.Start)).TotalSeconds)];
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean delay {late.Average():0.00} s, requests {cloud.Engine.RequestCount}, {cloud.Clock.Elapsed}"));
        Assert.Multiple(() =>
        {
            Assert.That(results.Count(result => result.IsSuccess), Is.EqualTo(100));
            Assert.That(late.Average(), Is.LessThanOrEqualTo(1.5));
            Assert.That(cloud.Engine.Requests.Count(request => request.Status == 429), Is.LessThan(40), "it learns");
        });
    }

    [Test]
    public async Task Nothing_is_sent_while_the_server_asks_to_wait([Values] bool header)
    {
        List<TimeSpan> times = [];
        StubCloud? cloud = null;
        cloud = new StubCloud(_ =>
        {
            times.Add(cloud!.Clock.Elapsed);
            if (times.Count > 1)
            {
                return StubHandler.Json("""{"a":{}}""");
            }

            HttpResponseMessage response = header
                ? StubHandler.Html(429)
                : StubHandler.Error(429, "The given user has reached his/her account api limit, please retry after [5000] ms.", 9999);
            if (header)
            {
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(5));
            }

            return response;
        });
        await using StubCloud _ = cloud;

        await cloud.RunAsync(async client =>
        {
            Task first = client.Zones.ListZones().ToListAsync();
            await Task.WhenAll(first, client.Zones.ListZones().ToListAsync(), client.Commands.SendAsync("updateThing"));
        });

        Assert.That(times.Where((time, i) => i > 2), Has.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(5)));
    }

    [TestCase(null)]
    [TestCase(0)]
    [TestCase(-300)]
    [TestCase(47)]
    public async Task A_date_to_wait_for_is_understood_whatever_this_machines_clock_says(int? serverAhead)
    {
        int calls = 0;
        StubCloud? cloud = null;
        cloud = new StubCloud(_ =>
        {
            if (++calls > 1)
            {
                return StubHandler.Json("""{"a":{}}""");
            }

            // The date is by the server's clock.
            HttpResponseMessage response = StubHandler.Html(429);
            response.Headers.Date = serverAhead is { } ahead ? cloud!.Clock.GetUtcNow() + TimeSpan.FromMinutes(ahead) : null;
            response.Headers.RetryAfter = new(cloud!.Clock.GetUtcNow() + TimeSpan.FromMinutes(serverAhead ?? 0) + TimeSpan.FromSeconds(9));
            return response;
        });
        await using StubCloud _ = cloud;

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(cloud.Clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }

    [Test]
    public async Task Throttling_never_becomes_an_error_and_the_callers_token_ends_it()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(429, "please retry after [1000] ms.", 9999));
        using CancellationTokenSource cancel = new();
        Task call = cloud.Client.Zones.ListZones().ToListAsync(cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(10));
        Assert.That(call.IsCompleted, Is.False);

        await cancel.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => call);
    }

    [Test]
    public async Task After_a_pause_results_go_first_then_lists_then_submits_then_the_rest()
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 16, clock);
        RefuseInARow(throttle, TimeSpan.FromSeconds(2));
        List<RequestPriority> order = [];
        RequestPriority[] asked =
            [RequestPriority.Other, RequestPriority.Submit, RequestPriority.List, RequestPriority.Query, RequestPriority.Other, RequestPriority.Submit, RequestPriority.Query];

        await clock.RunUntilAsync(() => Task.WhenAll(asked.Select(async priority =>
        {
            await throttle.EnterAsync(priority, CancellationToken.None);
            lock (order)
            {
                order.Add(priority);
            }

            throttle.Leave(wasGranted: true);
        })));

        Assert.That(order, Is.EqualTo(asked.Order()));
        Assert.That(clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task A_pause_before_does_not_use_up_the_one_correction_of_the_clock()
    {
        int calls = 0;
        StubCloud? cloud = null;
        cloud = new StubCloud(_ =>
        {
            HttpResponseMessage response = ++calls switch
            {
                1 => StubHandler.Error(429, "please retry after [100] ms.", 9999),
                2 => StubHandler.Error(401, "unable to verify user credentials and/or request signature", null),
                _ => StubHandler.Json("""{"a":{}}"""),
            };
            response.Headers.Date = cloud!.Clock.GetUtcNow() + TimeSpan.FromMinutes(14);
            return response;
        });
        await using StubCloud _ = cloud;

        await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(calls, Is.EqualTo(3));
    }

    [Test]
    public async Task A_right_that_a_cancelled_call_leaves_goes_to_the_next_and_the_pace_is_kept()
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 16, clock);
        RefuseInARow(throttle, TimeSpan.FromSeconds(2));
        using CancellationTokenSource cancel = new();
        Task cancelled = throttle.EnterAsync(RequestPriority.Query, cancel.Token).AsTask();
        Task first = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();
        Task second = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => cancelled);

        await clock.RunForAsync(TimeSpan.FromSeconds(2));
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((true, false)), "one call in two seconds");
        await clock.RunForAsync(TimeSpan.FromSeconds(2.2));
        Assert.That(second.IsCompleted);
    }

    [Test]
    public async Task Only_refusals_in_a_row_hold_everybody_up()
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 16, clock);
        throttle.Refuse(TimeSpan.FromSeconds(2));
        throttle.Refuse(TimeSpan.FromSeconds(2));
        await throttle.EnterAsync(RequestPriority.Other, CancellationToken.None);
        throttle.Leave(wasGranted: true);

        throttle.Refuse(TimeSpan.FromSeconds(2));
        throttle.Refuse(TimeSpan.FromSeconds(2));
        Assert.That(throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask().IsCompleted);

        throttle.Refuse(TimeSpan.FromSeconds(2));
        Assert.That(throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask().IsCompleted, Is.False);
    }

    [TestCase(null, 1)]
    [TestCase(0, 1)]
    [TestCase(-5, 1)]
    [TestCase(7, 7)]
    [TestCase(3600, 300)]
    public async Task A_refused_request_waits_for_as_long_as_it_is_asked_to(int? asked, int expected)
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 16, clock);

        TimeSpan pause = throttle.Refuse(asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        await clock.RunUntilAsync(() => throttle.PauseAsync(pause, CancellationToken.None));

        Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(expected)), "a second if the server doesn't say, and never more than five minutes");
    }

    [Test]
    public async Task A_pause_ends_with_its_call_and_with_the_client()
    {
        using RequestThrottle throttle = new(limit: 16, new ManualTimeProvider());
        using CancellationTokenSource cancel = new();
        Task cancelled = throttle.PauseAsync(TimeSpan.FromMinutes(1), cancel.Token);
        Task stopped = throttle.PauseAsync(TimeSpan.FromMinutes(1), CancellationToken.None);

        await cancel.CancelAsync();
        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => cancelled))!;
        Assert.That(e.CancellationToken, Is.EqualTo(cancel.Token));
        Assert.That(stopped.IsCompleted, Is.False);

        throttle.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => stopped);
    }

    [Test]
    public async Task Nobody_overtakes_those_who_wait()
    {
        ManualTimeProvider clock = new();
        using RequestThrottle throttle = new(limit: 1, clock);
        await throttle.EnterAsync(RequestPriority.Other, CancellationToken.None);
        Task waits = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();
        throttle.Leave(wasGranted: true);
        Task later = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();

        await waits;
        Assert.That(later.IsCompleted, Is.False);
        throttle.Leave(wasGranted: true);
        await later;
    }

    [Test]
    public async Task After_the_end_nobody_enters_and_whoever_waits_hears_of_it()
    {
        RequestThrottle throttle = new(limit: 1, new ManualTimeProvider());
        await throttle.EnterAsync(RequestPriority.Other, CancellationToken.None);
        Task waits = throttle.EnterAsync(RequestPriority.Other, CancellationToken.None).AsTask();

        throttle.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waits);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await throttle.EnterAsync(RequestPriority.Other, CancellationToken.None));
    }

    private static void RefuseInARow(RequestThrottle throttle, TimeSpan wait)
    {
        for (int i = 0; i < 3; i++)
        {
            throttle.Refuse(wait);
        }
    }
}
