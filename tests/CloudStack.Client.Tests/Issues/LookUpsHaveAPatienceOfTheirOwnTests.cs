using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// How long a read may take and how long a lost submit is looked up are two things. They used to be a single setting: with a read
/// timeout of 30 minutes, a lost submit was reported after 30 minutes.
/// </summary>
public class LookUpsHaveAPatienceOfTheirOwnTests
{
    private const string Chosen = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [TestCase(CommandKind.Job, 30)]
    [TestCase(CommandKind.CreateJob, 30)]
    [TestCase(CommandKind.CreateJob, 120)]
    public async Task A_lost_submit_is_told_after_a_minute_however_long_reads_may_take(CommandKind kind, int readMinutes)
    {
        await using StubCloud cloud = new(Lost, options => options.ReadTimeout = TimeSpan.FromMinutes(readMinutes));

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, kind)));

        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(75)));
    }

    [Test]
    public async Task It_is_looked_for_as_long_where_reads_must_be_quick()
    {
        int looks = 0;
        await using StubCloud cloud = new(
            request => request.Command == "queryAsyncJobResult" && ++looks > 8 ? StubHandler.Job(request["jobid"]!, 0) : Lost(request),
            options => options.ReadTimeout = TimeSpan.FromSeconds(1));

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob));

        Assert.That(cloud.Handler.Count("deployVirtualMachine"), Is.EqualTo(1));
        Assert.That(cloud.Clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase(5)]
    [TestCase(300)]
    public async Task The_patience_is_an_option(int seconds)
    {
        await using StubCloud cloud = new(Lost, options => options.LookUpTimeout = TimeSpan.FromSeconds(seconds));

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob)));

        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 10)));
    }

    /// <summary>The query before the submit of a chosen id is subject to the same limit.</summary>
    [Test]
    public async Task A_server_that_is_away_before_the_submit_is_told_within_the_same_patience()
    {
        await using StubCloud cloud = new(
            _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
            options => (options.ReadTimeout, options.LookUpTimeout) = (TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(20)));

        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync<JobHandle>(async client =>
            await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = Chosen })));

        Assert.That(cloud.Handler.Count("startVirtualMachine"), Is.Zero);
        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)));
    }

    /// <summary>The wait for a starting server lasts as long as a read may take, which is a different limit.</summary>
    [Test]
    public async Task A_server_that_starts_is_still_waited_for_as_long_as_a_read_may_take()
    {
        StubCloud? made = null;
        made = new StubCloud(
            request => made!.Clock.Elapsed < TimeSpan.FromMinutes(3) ? Pages.Container() : KindOfCall.Answer(request),
            options => (options.ReadTimeout, options.LookUpTimeout) = (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)));
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob));

        Assert.That(cloud.Clock.Elapsed, Is.GreaterThan(TimeSpan.FromMinutes(3)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(25 * 3600)]
    public void A_patience_that_makes_no_sense_is_refused_by_its_name(int seconds) => Assert.That(
        () => new StubCloud(Lost, options => options.LookUpTimeout = TimeSpan.FromSeconds(seconds)),
        Throws.ArgumentException.With.Message.Contains("LookUpTimeout is").And.Message.Contains("from 10 ms to 24 h"));

    private static HttpResponseMessage Lost(StubRequest request) => request.Command == "queryAsyncJobResult"
        ? StubHandler.NoSuchJob(request["jobid"]!)
        : throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely");
}
