using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A firewall that bans an address, or a limit that other programs use up, can answer 429 for hours. Calls used to be repeated for
/// ever, and the look-up of a lost submit used to ignore its time limit.
/// </summary>
public class RefusalsThatNeverEndAreReportedTests
{
    [Test]
    public async Task A_call_fails_after_a_quarter_of_an_hour(
        [Values] CommandKind kind, [Values("please retry after [1000] ms.", "please retry after [200000] ms.")] string text, [Values(0, 3)] int retries)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(429, text, 9999), options => options.MaxRetries = retries);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, kind))))!;

        Assert.That((e.Kind, e.IsTransient), Is.EqualTo((ErrorKind.RateLimited, true)));
        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(20)));
    }

    [Test]
    public async Task A_call_that_is_let_through_in_the_end_succeeds([Values] CommandKind kind)
    {
        StubCloud? made = null;
        made = new StubCloud(request => made!.Clock.Elapsed < TimeSpan.FromMinutes(10) ? StubHandler.Html(429) : KindOfCall.Answer(request));
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, kind));

        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11)));
    }

    [TestCase(CommandKind.Job, "please retry after [1000] ms.")]
    [TestCase(CommandKind.CreateJob, "please retry after [1000] ms.")]
    [TestCase(CommandKind.CreateJob, "please retry after [600000] ms.")]
    public async Task A_lost_submit_is_looked_for_no_longer_than_its_time_limit(CommandKind kind, string text)
    {
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Error(429, text, 9999) : StubHandler.Html(502));

        AmbiguousSubmissionException e = (await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => KindOfCall.SendAsync(client, kind))))!;

        Assert.That(e.Token!.Value.JobId, Is.EqualTo(cloud.Handler.Requests[0]["customjobid"]));
        Assert.That(cloud.Handler.Count(KindOfCall.CommandOf(kind)), Is.EqualTo(1));
        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(75)));
    }

    [Test]
    public async Task A_look_up_that_is_refused_for_a_moment_goes_on_when_the_server_says()
    {
        List<TimeSpan> looks = [];
        StubCloud? made = null;
        made = new StubCloud(request =>
        {
            if (request.Command != "queryAsyncJobResult")
            {
                return StubHandler.Html(502);
            }

            looks.Add(made!.Clock.Elapsed);
            return looks.Count == 1 ? StubHandler.Error(429, "please retry after [7000] ms.", 9999) : StubHandler.Job(request["jobid"]!, 0);
        });
        await using StubCloud cloud = made;

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob));

        Assert.That(looks, Has.Count.EqualTo(2));
        Assert.That(looks[1] - looks[0], Is.InRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8)));
    }
}
