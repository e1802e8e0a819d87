using System.Globalization;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>Waiting for a state without a job: a template that becomes ready, never does, vanishes; a server that fails in between.</summary>
public class QueryWaitTests
{
    [Test]
    public async Task A_template_becomes_ready()
    {
        await using StubCloud cloud = Cloud(at => at < 600 ? Templates(("t1", false)) : Templates(("t1", true)));

        QueryWaitResult<Template> result = await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady));

        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.GetValueOrThrow().Id), Is.EqualTo((QueryWaitOutcome.Reached, "t1")));
            Assert.That(cloud.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(600)).And.LessThanOrEqualTo(TimeSpan.FromSeconds(630)), "polls are at most 30 s apart");
            Assert.That(cloud.Handler.Requests, Has.Count.LessThan(60));
        });
    }

    [Test]
    public async Task What_is_so_already_is_told_by_the_first_look()
    {
        await using StubCloud cloud = Cloud(_ => Templates(("t1", true)));

        Assert.That((await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady))).IsReached);
        Assert.That((cloud.Clock.Elapsed, cloud.Handler.Requests.Count), Is.EqualTo((TimeSpan.Zero, 1)));
    }

    [Test]
    public async Task Every_row_must_fulfill_the_condition()
    {
        await using StubCloud cloud = Cloud(at => Templates(("t1", true), ("t1", at >= 5)));

        QueryWaitResult<Template> result = await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady));

        Assert.That((result.Items.Count, cloud.Clock.Elapsed >= TimeSpan.FromSeconds(5)), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task A_template_that_never_becomes_ready_ends_the_wait_at_its_deadline()
    {
        await using StubCloud cloud = Cloud(_ => Templates(("t1", false)));

        WaitTimeoutException e = (await Assert.ThrowsAsync<WaitTimeoutException>(() => cloud.RunAsync(client =>
            Query(client).WaitUntilAsync(IsReady, new JobWaitOptions { Timeout = TimeSpan.FromMinutes(2) }))))!;

        Assert.Multiple(() =>
        {
            Assert.That(cloud.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(2)));
            Assert.That((e.Elapsed, e.IsTransient), Is.EqualTo((TimeSpan.FromMinutes(2), true)));
            Assert.That(e.Message, Does.Contain("not met within 120 s").And.Contain("1 of type Template"));
        });
    }

    [Test]
    public async Task A_template_that_vanishes_is_gone()
    {
        await using StubCloud cloud = Cloud(at => at < 10 ? Templates(("t1", false)) : Templates());

        QueryWaitResult<Template> result = await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady));

        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, result.IsReached, result.Items.Single().Id), Is.EqualTo((QueryWaitOutcome.Gone, false, "t1")));
            Assert.That(() => result.GetValueOrThrow(), Throws.TypeOf<ResourceGoneException>().With.Message.Contains("found it before"));
        });
    }

    [TestCase("id", 0.0)]
    [TestCase("id", 10.0)]
    [TestCase("zoneid", 10.0)]
    public async Task A_server_that_refuses_the_id_of_what_is_gone_says_so(string parameter, double at)
    {
        await using StubCloud cloud = Cloud(now => now < at ? Templates(("t1", false)) : NoSuch(parameter));

        QueryWaitResult<Template> result = await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady));

        Assert.That((result.Outcome, result.Items.Count), Is.EqualTo((QueryWaitOutcome.Gone, at > 0 ? 1 : 0)));
    }

    [Test]
    public async Task A_query_that_the_server_refuses_from_the_start_is_the_callers_error()
    {
        await using StubCloud cloud = Cloud(_ => NoSuch("zoneid"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady))))!;

        Assert.That((e.Kind, cloud.Handler.Requests.Count), Is.EqualTo((ErrorKind.NotFound, 1)));
    }

    [Test]
    public async Task What_was_never_there_is_gone_at_once()
    {
        await using StubCloud cloud = Cloud(_ => Templates());

        QueryWaitResult<Template> result = await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady));

        Assert.That((result.Outcome, result.Items.Count, cloud.Clock.Elapsed), Is.EqualTo((QueryWaitOutcome.Gone, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_server_that_fails_in_between_ends_nothing([Values("page", "error", "lost")] string failure)
    {
        await using StubCloud cloud = Cloud(at => at is >= 10 and < 100 ? Fail(failure) : Templates(("t1", at >= 200)));

        Assert.That((await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady))).IsReached);
    }

    [Test]
    public async Task A_server_that_keeps_failing_ends_the_wait_after_the_tolerance()
    {
        await using StubCloud cloud = Cloud(at => at < 10 ? Templates(("t1", false)) : Fail("page"));

        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client =>
            Query(client).WaitUntilAsync(IsReady, new JobWaitOptions { Polling = client.Polling with { FailureTolerance = TimeSpan.FromMinutes(3) } })));

        Assert.That(cloud.Clock.Elapsed, Is.GreaterThan(TimeSpan.FromMinutes(3)).And.LessThan(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task Without_tolerance_the_first_failure_ends_the_wait()
    {
        int queries = 0;
        await using StubCloud cloud = Cloud(_ => ++queries is >= 3 and <= 6 ? Fail("page") : Templates(("t1", queries > 6)));

        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client =>
            Query(client).WaitUntilAsync(IsReady, new JobWaitOptions { Polling = client.Polling with { FailureTolerance = TimeSpan.Zero } })));
    }

    [TestCase(401)]
    [TestCase(431)]
    [TestCase(432)]
    [TestCase(531)]
    public async Task What_no_waiting_mends_ends_the_wait(int code)
    {
        await using StubCloud cloud = Cloud(at => at < 10 ? Templates(("t1", false)) : StubHandler.Error(code, "no"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady))))!;

        Assert.That((e.ErrorCode, cloud.Clock.Elapsed < TimeSpan.FromSeconds(20)), Is.EqualTo((code, true)));
    }

    [Test]
    public async Task The_callers_token_ends_the_wait_at_once()
    {
        await using StubCloud cloud = Cloud(_ => Templates(("t1", false)));
        using CancellationTokenSource cancel = new();

        OperationCanceledException e = (await Assert.ThrowsAsync<TaskCanceledException>(() => cloud.RunAsync(async client =>
        {
            Task wait = Query(client).WaitUntilAsync(IsReady, cancel.Token);
            await Task.Delay(TimeSpan.FromSeconds(33), cloud.Clock);
            await cancel.CancelAsync();
            await wait;
        })))!;

        Assert.That((e.CancellationToken, cloud.Clock.Elapsed), Is.EqualTo((cancel.Token, TimeSpan.FromSeconds(33))));
    }

    /// <summary>The token fires inside a look, so that the look itself ends first.</summary>
    [Test]
    public async Task A_token_that_fires_during_a_look_is_named_as_the_callers([Values("answer", "condition", "listener")] string when, [Values(1, 3)] int look)
    {
        using CancellationTokenSource cancel = new();
        int looks = 0;
        await using StubCloud cloud = Cloud(_ =>
        {
            Fire("answer", ++looks);
            return Templates(("t1", false));
        });

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => cloud.RunAsync(client => Query(client).WaitUntilAsync(
            _ => Fire("condition", looks),
            new JobWaitOptions { Progress = new Listener(_ => Fire("listener", looks)) },
            cancel.Token))))!;

        Assert.That((e.CancellationToken, looks), Is.EqualTo((cancel.Token, look)));

        bool Fire(string place, int number)
        {
            if (place == when && number == look)
            {
                cancel.Cancel();
            }

            return false;
        }
    }

    [Test]
    public async Task A_callback_on_the_token_that_throws_does_not_replace_the_deadline()
    {
        await using StubCloud cloud = new(request =>
        {
            request.CancellationToken.Register(static () => throw new InvalidOperationException("a handler of the caller's"));
            return StubHandler.Hang();
        });

        await Assert.ThrowsAsync<WaitTimeoutException>(() => cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady, new JobWaitOptions { Timeout = TimeSpan.FromSeconds(5) })));
    }

    [Test]
    public async Task The_listener_hears_of_every_look()
    {
        await using StubCloud cloud = Cloud(at => Templates(("t1", at >= 20)));
        List<JobProgress> steps = [];

        await cloud.RunAsync(client => Query(client).WaitUntilAsync(IsReady, new JobWaitOptions { Progress = new Listener(steps.Add) }));

        Assert.That(steps.Select(step => step.Polls), Is.EqualTo(Enumerable.Range(1, cloud.Handler.Requests.Count - 1)));
    }

    [Test]
    public async Task An_exception_of_the_condition_is_the_callers()
    {
        await using StubCloud cloud = Cloud(_ => Templates(("t1", false)));

        await Assert.ThrowsAsync<FormatException>(() => cloud.RunAsync(client => Query(client).WaitUntilAsync(_ => throw new FormatException())));
    }

    [Test]
    public async Task Arguments_are_checked_before_anything_is_sent()
    {
        await using StubCloud cloud = Cloud(_ => Templates());
        PagedQuery<Template> query = Query(cloud.Client);

        Assert.Multiple(() =>
        {
            Assert.That(() => query.WaitUntilAsync(null!), Throws.ArgumentNullException);
            Assert.That(() => ((PagedQuery<Template>)null!).WaitUntilAsync(IsReady), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("query"));
            Assert.That(() => query.WaitUntilAsync(IsReady, null!), Throws.ArgumentNullException);
            Assert.That(() => query.WaitUntilAsync(IsReady, new JobWaitOptions { Timeout = TimeSpan.Zero }), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(cloud.Handler.Requests, Is.Empty);
        });
    }

    [Test]
    public async Task A_query_of_given_items_is_looked_at_without_a_client()
    {
        QueryWaitResult<Template> result = await PagedQuery<Template>.FromItems([new Template { Id = "t1", IsReady = true }]).WaitUntilAsync(IsReady);

        Assert.That(result.GetValueOrThrow().Id, Is.EqualTo("t1"));
    }

    private static bool IsReady(Template template) => template.IsReady == true;

    private static PagedQuery<Template> Query(CloudStackClient client) => client.Templates.ListTemplates(new() { TemplateFilter = "self", Id = "t1" });

    private static StubCloud Cloud(Func<double, HttpResponseMessage> answer)
    {
        StubCloud? cloud = null;
        cloud = new StubCloud(_ => answer(cloud!.Clock.Elapsed.TotalSeconds));
        return cloud;
    }

    private static HttpResponseMessage Templates(params (string Id, bool IsReady)[] templates)
    {
        int zone = 0;
        string rows = string.Join(',', templates.Select(template => string.Create(
            CultureInfo.InvariantCulture, $$"""{"id":"{{template.Id}}","zoneid":"z{{++zone}}","isready":{{(template.IsReady ? "true" : "false")}}}""")));
        return StubHandler.Json(templates.Length == 0 ? """{"listtemplatesresponse":{}}""" : $$$"""{"listtemplatesresponse":{"count":{{{templates.Length}}},"template":[{{{rows}}}]}}""");
    }

    private static HttpResponseMessage NoSuch(string parameter) => StubHandler.Error(
        431,
        $"Unable to execute API command listtemplates due to invalid value. Invalid parameter {parameter} value=t1 due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.",
        9999);

    private static HttpResponseMessage Fail(string kind) => kind switch
    {
        "page" => StubHandler.Html(503),
        "error" => StubHandler.Error(530, "the database is away", 9999),
        _ => StubHandler.BrokenBody(new IOException("reset")),
    };

    private sealed class Listener(Action<JobProgress> hear) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => hear(value);
    }
}
