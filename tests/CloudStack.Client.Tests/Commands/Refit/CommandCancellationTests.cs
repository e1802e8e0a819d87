using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

/// <summary>
/// A token that fires during a change. Refit checks it once more after the response has arrived, before reading it
/// (reactiveui/refit#2284), which would discard a received handle.
/// </summary>
public sealed class CommandCancellationTests
{
    /// <summary>When the caller's token fires.</summary>
    public enum Moment
    {
        /// <summary>The server acts, and the caller gives up before the response arrives.</summary>
        BeforeTheAnswer,

        /// <summary>The response is on its way through the client.</summary>
        WithTheAnswer,

        /// <summary>The client has returned the response, and Refit hasn't checked the token yet.</summary>
        AfterTheAnswer,
    }

    [Test]
    public async Task A_submit_keeps_its_job([Values] Moment moment, [Values] bool typed)
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, moment, source));
        ICheckedApi api = Create(cloud, moment, source);

        CommandCanceledException e = (await Assert.CatchAsync<CommandCanceledException>(() => cloud.RunAsync(async _ =>
            typed ? await api.MakeThingAsync(new(), source.Token) : await api.DropThingAsync(new(), source.Token))))!;

        StubRequest sent = cloud.Handler.Requests[0];
        Assert.Multiple(() =>
        {
            Assert.That(e.CancellationToken, Is.EqualTo(source.Token));
            Assert.That(e.Command, Is.EqualTo(typed ? "makeThing" : "dropThing"));
            Assert.That(e.Token!.Value.JobId, Is.EqualTo(sent["customjobid"]));
            Assert.That(e.Token!.Value.Command, Is.EqualTo(e.Command));
            Assert.That(e.Job?.JobId, Is.EqualTo(moment == Moment.BeforeTheAnswer ? null : sent["customjobid"]));
            Assert.That(e.Message, Does.Contain(sent["customjobid"]));
        });
    }

    [Test]
    public async Task A_handle_out_of_the_exception_can_be_waited_for([Values(Moment.WithTheAnswer, Moment.AfterTheAnswer)] Moment moment)
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, moment, source));
        ICheckedApi api = Create(cloud, moment, source);
        CommandCanceledException e = (await Assert.CatchAsync<CommandCanceledException>(() => cloud.RunAsync(_ => api.MakeThingAsync(new(), source.Token))))!;

        JobResult<Thing> result = await cloud.RunAsync(_ => e.Job!.As<Thing>().WaitForCompletionAsync(CancellationToken.None));

        Assert.That(result.Value!.Id, Is.EqualTo("t1"));
        Assert.That(e.Job, Is.InstanceOf<JobHandle<Thing>>());
    }

    [Test]
    public async Task A_synchronous_change_says_what_is_known_of_it([Values] Moment moment, [Values("object", "list")] string shape)
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, moment, source));
        ICheckedApi api = Create(cloud, moment, source);

        CommandCanceledException e = (await Assert.CatchAsync<CommandCanceledException>(() => cloud.RunAsync(Task (_) =>
            shape == "list" ? api.RegisterThingsAsync(new(), source.Token) : api.UpdateThingAsync(new(), source.Token))))!;

        Assert.That((e.CancellationToken, e.Token, e.Job), Is.EqualTo((source.Token, (JobToken?)null, (JobHandle?)null)));
        Assert.That(e.Message, Does.Contain(moment == Moment.BeforeTheAnswer ? "may have been executed" : "had executed it"));
    }

    /// <summary>There is no response that Refit could drop.</summary>
    [Test]
    public async Task A_change_without_an_answer_ends_well_once_it_was_answered()
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, Moment.AfterTheAnswer, source));

        await cloud.RunAsync(_ => Create(cloud, Moment.AfterTheAnswer, source).LockThingAsync(new(), source.Token));

        Assert.That(source.IsCancellationRequested);
    }

    [Test]
    public async Task A_read_ends_with_a_plain_cancellation([Values] Moment moment)
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, moment, source));

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() =>
            cloud.RunAsync(_ => Create(cloud, moment, source).GetThingAsync(new(), source.Token))))!;

        Assert.That(e, Is.Not.InstanceOf<CommandCanceledException>());
        Assert.That(e.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public async Task Nothing_is_said_of_a_change_of_which_nothing_was_sent()
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request => Answer(request, Moment.AfterTheAnswer, source));
        await source.CancelAsync();

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() =>
            cloud.RunAsync(client => client.CreateApi<ICheckedApi>().MakeThingAsync(new(), source.Token))))!;

        Assert.That(e, Is.Not.InstanceOf<CommandCanceledException>());
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    /// <summary>If a server starts a job where none was declared, the client waits for it; that wait has its own exception.</summary>
    [Test]
    public async Task A_wait_for_a_job_that_nobody_declared_keeps_the_job()
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(request =>
        {
            if (request.Command == "queryAsyncJobResult")
            {
                source.Cancel();
                return StubHandler.Job("j1", 0);
            }

            return StubHandler.Json("""{"a":{"jobid":"j1"}}""");
        });

        JobWaitCanceledException e = (await Assert.CatchAsync<JobWaitCanceledException>(() =>
            cloud.RunAsync(client => client.CreateApi<ICheckedApi>().UpdateThingAsync(new(), source.Token))))!;

        Assert.That((e.Job.JobId, e.CancellationToken), Is.EqualTo(("j1", source.Token)));
    }

    private static ICheckedApi Create(StubCloud cloud, Moment moment, CancellationTokenSource source) =>
        FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, _) =>
        {
            HttpResponseMessage response = await send();
            if (moment == Moment.AfterTheAnswer)
            {
                await source.CancelAsync();
            }

            return response;
        });

    private static HttpResponseMessage Answer(StubRequest request, Moment moment, CancellationTokenSource source)
    {
        if (request.Command == "queryAsyncJobResult")
        {
            return StubHandler.Job(request["jobid"]!, 1, "\"jobresult\":{\"thing\":{\"id\":\"t1\"}}");
        }

        if (moment == Moment.BeforeTheAnswer)
        {
            source.Cancel();
            throw new OperationCanceledException(request.CancellationToken);
        }

        HttpResponseMessage response = StubHandler.Json(request.Command switch
        {
            "makeThing" or "dropThing" => $$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""",
            "registerThings" => """{"a":{"count":1,"thing":[{"id":"1"}]}}""",
            "lockThing" => """{"a":{"success":true}}""",
            _ => """{"a":{"thing":{"id":"1"}}}""",
        });
        if (moment == Moment.WithTheAnswer)
        {
            // The body has been read by then, so the exchange itself has ended.
            response.Content = new CancelingContent(response.Content, source);
        }

        return response;
    }

    /// <summary>Fires a token when a body has been read completely.</summary>
    private sealed class CancelingContent(HttpContent content, CancellationTokenSource source) : HttpContent
    {
        protected override async Task<Stream> CreateContentReadStreamAsync() => new CancelingStream(await content.ReadAsByteArrayAsync(), source);

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => content.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class CancelingStream(byte[] body, CancellationTokenSource source) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = Read(buffer.Span);
            if (read == 0)
            {
                source.Cancel();
            }

            return new ValueTask<int>(read);
        }
    }
}
