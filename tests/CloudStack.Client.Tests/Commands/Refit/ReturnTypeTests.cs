using CloudStack.Client.Tests.Support;
using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>The same failure leads to the same exception, whatever a method returns (reactiveui/refit#2188, #2202, #264).</summary>
public sealed class ReturnTypeTests
{
    private static readonly Dictionary<string, Func<ICheckedApi, CancellationToken, Task>> Calls = new()
    {
        ["Task"] = (api, token) => api.LockThingAsync(new(), token),
        ["Task<T>"] = (api, token) => api.UpdateThingAsync(new(), token),
        ["Task<T> of a read"] = (api, token) => api.GetThingAsync(new(), token),
        ["Task<ApiResponse<T>>"] = (api, token) => api.GetThingWithResponseAsync(new(), token),
        ["Task<IReadOnlyList<T>>"] = (api, token) => api.RegisterThingsAsync(new(), token),
        ["Task<JobHandle>"] = (api, token) => api.DropThingAsync(new(), token),
        ["Task<JobHandle<T>>"] = (api, token) => api.MakeThingAsync(new(), token),
        ["PagedQuery<T>"] = (api, token) => api.ListThings(new()).ToListAsync(token),
    };

    public static IEnumerable<string> Names => Calls.Keys;

    [TestCaseSource(nameof(Names))]
    public async Task A_refusal_is_an_exception_of_the_API(string name)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(432, "no"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => Calls[name](client.CreateApi<ICheckedApi>(), default))))!;

        Assert.That(e.Kind, Is.EqualTo(ErrorKind.NotPermitted));
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_server_that_cannot_be_reached_is_a_failure_of_the_transport(string name)
    {
        await using StubCloud cloud = new(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => Calls[name](client.CreateApi<ICheckedApi>(), default))))!;

        Assert.That(e.InnerException, Is.InstanceOf<HttpRequestException>());
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_cancellation_has_the_token_of_the_caller(string name)
    {
        using CancellationTokenSource source = new();
        await using StubCloud cloud = new(_ =>
        {
            source.Cancel();
            return StubHandler.Hang();
        });

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => cloud.RunAsync(client => Calls[name](client.CreateApi<ICheckedApi>(), source.Token))))!;

        Assert.That(e.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(e is CommandCanceledException, Is.EqualTo(name is not ("Task<T> of a read" or "Task<ApiResponse<T>>" or "PagedQuery<T>")));
    }

    /// <summary>The timeout of HttpClient, 100 s, isn't that of the client.</summary>
    [TestCaseSource(nameof(Names))]
    public async Task An_answer_that_takes_110_s_is_taken(string name)
    {
        StubCloud? cloud = null;
        cloud = new(
            request => new SlowResponse(cloud!.Clock, StubHandler.Json(request.Command switch
            {
                "makeThing" or "dropThing" => $$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""",
                "listThings" or "registerThings" => """{"a":{"count":1,"thing":[{"id":"1"}]}}""",
                _ => """{"a":{"thing":{"id":"1"}}}""",
            })),
            options => options.ReadTimeout = TimeSpan.FromMinutes(5));
        await using StubCloud disposeLater = cloud;
        ICheckedApi api = cloud.Client.CreateApi<ICheckedApi>();

        await cloud.RunAsync(_ => Calls[name](api, default));

        Assert.That(cloud.Clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(110)));
        HttpClient front = (HttpClient)api.GetType().GetProperty("Client")!.GetValue(api)!;
        Assert.That(front.Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan), "HttpClient's own timeout doesn't use the manual clock");
    }

    [Test]
    public async Task A_response_has_the_answer_in_it()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"thing":{"id":"1"}}}"""));

        using ApiResponse<Thing> response = await cloud.RunAsync(client => client.CreateApi<ICheckedApi>().GetThingWithResponseAsync(new()));

        Assert.That((response.IsSuccessful, response.Content!.Id), Is.EqualTo((true, "1")));
    }

    [Test]
    public async Task A_job_is_not_sent_where_its_handle_would_be_lost()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));
        CommandRequest request = new MakeThingRequest();

        ArgumentException e = (await Assert.CatchAsync<ArgumentException>(() => cloud.Client.Commands.SendAsync(request)))!;

        Assert.That(e.Message, Does.Contain("makeThing is asynchronous; use SubmitAsync"));
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    [TestCaseSource(nameof(WrongCalls))]
    public async Task A_wrong_return_type_is_told_and_keeps_the_job(string name, Func<IWrongApi, Task> call)
    {
        await using StubCloud cloud = new(request => StubHandler.Json($$$"""{"a":{"id":"t1","jobid":"{{{request["customjobid"]}}}"}}"""));

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => call(client.CreateApi<IWrongApi>()))))!;

        Assert.That(e.Job!.JobId, Is.EqualTo(cloud.Handler.Requests.Single()["customjobid"]), name);
        Assert.That(e.Message, Does.Contain("makeThing was executed").And.Contain("JobHandle`1[CloudStack.Client.Tests.Commands.Thing]"));
    }

    private static IEnumerable<TestCaseData> WrongCalls()
    {
        yield return Case("another handle", api => api.MakeOtherAsync(new()));
        yield return Case("an object", api => api.MakeObjectAsync(new()));
        yield return Case("a text", api => api.MakeTextAsync(new()));
        yield return Case("a response", api => api.MakeResponseAsync(new()));

        static TestCaseData Case(string name, Func<IWrongApi, Task> call) => new TestCaseData(name, call).SetArgDisplayNames(name);
    }

    private sealed class SlowResponse : PendingResponse
    {
        private readonly TimeProvider _clock;
        private readonly HttpResponseMessage _response;

        public SlowResponse(TimeProvider clock, HttpResponseMessage response) => (_clock, _response) = (clock, response);

        public override async Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(110), _clock, cancellationToken);
            return _response;
        }
    }
}
