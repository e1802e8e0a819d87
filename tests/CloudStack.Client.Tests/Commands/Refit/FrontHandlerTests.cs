using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Third-party handlers in front of the client, where messages contain objects instead of bytes.</summary>
public sealed class FrontHandlerTests
{
    /// <summary>reactiveui/refit#1128: content of zero bytes would be read as null.</summary>
    [Test]
    public async Task A_handler_that_buffers_answers_loses_no_handle()
    {
        await using StubCloud cloud = new(Answer);
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, _) =>
        {
            HttpResponseMessage response = await send();
            await response.Content.LoadIntoBufferAsync();
            return response;
        });

        JobHandle<Thing> made = await cloud.RunAsync(_ => api.MakeThingAsync(new()));
        Thing read = await cloud.RunAsync(_ => api.GetThingAsync(new()));

        Assert.That((made.ResourceId, read.Id), Is.EqualTo(("t1", "1")));
    }

    /// <summary>reactiveui/refit#569: the call passed to a return type adapter can be made only once.</summary>
    [Test]
    public async Task A_query_behind_a_slow_handler_is_cold_and_can_be_enumerated_again()
    {
        await using StubCloud cloud = new(Answer);
        TaskCompletionSource opened = new();
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, _) =>
        {
            await opened.Task;
            return await send();
        });

        PagedQuery<Thing> query = api.ListThings(new());
        Assert.That(cloud.Handler.Requests, Is.Empty);
        opened.SetResult();
        List<Thing> first = await cloud.RunAsync(_ => query.ToListAsync());
        List<Thing> second = await cloud.RunAsync(_ => query.ToListAsync());

        Assert.That((first.Count, second.Count, cloud.Handler.Requests.Count), Is.EqualTo((1, 1, 2)));
        Assert.That(await cloud.RunAsync(_ => query.CountAsync()), Is.EqualTo(1));
        Assert.That((await cloud.RunAsync(_ => query.GetPageAsync(1, 10))).Items, Has.Count.EqualTo(1));
        Assert.That((await cloud.RunAsync(_ => query.FirstOrDefaultAsync()))!.Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task An_enumeration_is_canceled_while_the_handler_takes_its_time()
    {
        await using StubCloud cloud = new(Answer);
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, (_, _) => new TaskCompletionSource<HttpResponseMessage>().Task);
        using CancellationTokenSource source = new();

        Task<List<Thing>> listing = api.ListThings(new()).ToListAsync(source.Token);
        await source.CancelAsync();

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => listing))!;
        Assert.That(e.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public async Task A_handler_that_repeats_a_call_gets_the_first_result_again()
    {
        await using StubCloud cloud = new(Answer);
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, _) =>
        {
            await send();
            return await send();
        });

        JobHandle<Thing> made = await cloud.RunAsync(_ => api.MakeThingAsync(new()));

        Assert.That(made.JobId, Is.EqualTo(cloud.Handler.Requests.Single()["customjobid"]));
    }

    [Test]
    public async Task A_handler_that_drops_the_answer_of_a_submit_is_told_of_its_job()
    {
        await using StubCloud cloud = new(Answer);
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, _) =>
        {
            (await send()).Dispose();
            return new HttpResponseMessage { Content = new StringContent("{}") };
        });

        CommandCanceledException e = (await Assert.CatchAsync<CommandCanceledException>(() => cloud.RunAsync(_ => api.MakeThingAsync(new()))))!;

        Assert.That(e.Job!.JobId, Is.EqualTo(cloud.Handler.Requests.Single()["customjobid"]));
    }

    [Test]
    public async Task A_handler_that_answers_with_something_of_its_own_is_told_as_such()
    {
        await using StubCloud cloud = new(Answer);
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, (_, request) => Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StringContent("{}") }));

        InvalidOperationException e = (await Assert.CatchAsync<InvalidOperationException>(() => api.GetThingAsync(new())))!;

        Assert.That(e.Message, Does.Contain("has replaced the content"));
    }

    [Test]
    public async Task What_is_written_of_a_request_holds_nothing_of_it()
    {
        await using StubCloud cloud = new(Answer);
        string? seen = null;
        ICheckedApi api = FrontHandler.Create<ICheckedApi>(cloud.Client, async (send, request) =>
        {
            seen = request + await request.Content!.ReadAsStringAsync();
            return await send();
        });

        await cloud.RunAsync(_ => api.UpdateThingAsync(new() { Name = "hunter-two" }));

        Assert.That(seen, Does.Contain("command=updateThing").And.Not.Contain("hunter-two"));
        Assert.That(cloud.Handler.Requests.Single()["name"], Is.EqualTo("hunter-two"));
    }

    private static HttpResponseMessage Answer(StubRequest request) => StubHandler.Json(request.Command switch
    {
        "listThings" => """{"a":{"count":1,"thing":[{"id":"1"}]}}""",
        "makeThing" => $$$"""{"a":{"id":"t1","jobid":"{{{request["customjobid"]}}}"}}""",
        _ => """{"a":{"thing":{"id":"1"}}}""",
    });
}
