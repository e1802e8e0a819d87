using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Jobs.Submission;

/// <summary>A server that executes each submit by its id and fails in the ways that a test specifies.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly StubCloud _cloud;
    private readonly Dictionary<string, TimeSpan> _visibleAt = new(StringComparer.Ordinal);

    public ScriptedServer(Action<CloudStackClientOptions>? configure = null) => _cloud = new StubCloud(Answer, configure);

    public List<string> Executed { get; } = [];

    public List<string> SubmittedIds { get; } = [];

    public int Submits { get; private set; }

    public int Queries { get; private set; }

    /// <summary>The ids that were queried.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Called before each query is answered, with its number.</summary>
    public Action<int>? OnQuery { get; set; }

    public int LoseAnswers { get; set; }

    public int LoseRequests { get; set; }

    public int RefuseConnections { get; set; }

    public int Maintenance { get; set; }

    public int GatewayPage { get; set; }

    public bool IgnoreIds { get; set; }

    public bool QueriesFail { get; set; }

    /// <summary>Whether the server can't write the response about an existing job.</summary>
    public bool JobsUnreadable { get; set; }

    /// <summary>Whether every query ends with an internal error, whatever its id.</summary>
    public bool InTrouble { get; set; }

    public bool WelcomePage { get; set; }

    public (int Code, string Text)? ErrorAfterExecution { get; set; }

    public (int Code, string Text)? ErrorBeforeExecution { get; set; }

    public TimeSpan RowAppearsAfter { get; set; }

    public CloudStack.Simulator.ManualTimeProvider Clock => _cloud.Clock;

    public CloudStackClient Client => _cloud.Client;

    public async Task<JobHandle> SubmitAsync(bool create, string? ownId = null) => create
        ? await _cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o", CustomJobId = ownId }))
        : await _cloud.RunAsync<JobHandle<VirtualMachine>>(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = ownId }));

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    private HttpResponseMessage Answer(StubRequest request) =>
        request.Command == "queryAsyncJobResult" ? AnswerQuery(request["jobid"]!) : AnswerSubmit(request);

    private HttpResponseMessage AnswerQuery(string id)
    {
        Queries++;
        Asked.Add(id);
        OnQuery?.Invoke(Queries);
        if (QueriesFail || WelcomePage)
        {
            return QueriesFail ? StubHandler.Html(502) : StubHandler.Html(200);
        }

        if (InTrouble)
        {
            return InternalError();
        }

        bool visible = Executed.Contains(id) && _visibleAt.GetValueOrDefault(id) <= _cloud.Clock.Elapsed;
        return visible && JobsUnreadable ? InternalError()
            : visible ? StubHandler.Job(id, 0, "\"jobinstancetype\":\"VirtualMachine\",\"jobinstanceid\":\"resource\"")
            : StubHandler.NoSuchJob(id);
    }

    private static HttpResponseMessage InternalError() =>
        StubHandler.Error(530, "Internal error executing command, please contact your system administrator", 9999);

    private HttpResponseMessage AnswerSubmit(StubRequest request)
    {
        if (RefuseConnections-- > 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        }

        Submits++;
        string id = request["customjobid"] ?? "";
        SubmittedIds.Add(id);
        if (WelcomePage)
        {
            return StubHandler.Html(200);
        }

        if (Maintenance-- > 0)
        {
            return StubHandler.Error(503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs", 9999);
        }

        if (LoseRequests-- > 0)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely");
        }

        if (ErrorBeforeExecution is { } before)
        {
            return StubHandler.Error(before.Code, before.Text);
        }

        string jobId = IgnoreIds ? $"server-{Submits}" : id;
        Executed.Add(jobId);
        _visibleAt[jobId] = _cloud.Clock.Elapsed + RowAppearsAfter;
        if (LoseAnswers-- > 0)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely");
        }

        if (GatewayPage > 0)
        {
            return StubHandler.Html(GatewayPage);
        }

        return ErrorAfterExecution is { } after
            ? StubHandler.Error(after.Code, after.Text)
            : StubHandler.Json($$$"""{"a":{"id":"resource","jobid":"{{{jobId}}}"}}""");
    }
}
