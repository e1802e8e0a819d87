using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests;

public class DisposalTests
{
    [Test]
    public async Task Calls_under_way_and_later_ones_end_with_ObjectDisposedException([Values] bool asynchronously)
    {
        StubCloud cloud = new(_ => StubHandler.Hang());
        Task call = cloud.Client.Zones.ListZones().ToListAsync();
        await cloud.Clock.RunForAsync(TimeSpan.Zero);

        if (asynchronously)
        {
            await cloud.Client.DisposeAsync();
        }
        else
        {
            cloud.Client.Dispose();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => cloud.Client.Commands.SendAsync("listZones"));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1), "nothing is tried again");
        cloud.Client.Dispose();
        await cloud.Client.DisposeAsync();
    }

    [Test]
    public async Task A_call_that_waits_behind_a_throttling_pause_ends_at_once()
    {
        StubCloud cloud = new(_ => StubHandler.Error(429, "please retry after [60000] ms.", 9999));
        Task call = cloud.Client.Zones.ListZones().ToListAsync();
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));

        await cloud.Client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
    }

    [Test]
    public async Task A_handler_that_was_lent_is_not_disposed()
    {
        using StubHandler handler = new(_ => StubHandler.Json("""{"a":{}}"""));
        CloudStackClientOptions options = new() { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" };
        await using (new CloudStackClient(options, handler))
        {
        }

        await using CloudStackClient second = new(options, handler);
        Assert.That(await second.Zones.ListZones().ToListAsync(), Is.Empty);
    }
}
