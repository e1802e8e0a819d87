using Refit;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

internal interface IBaseApi
{
    [Post("?command=ping")]
    Task<Gauge> PingAsync([Body] PingRequest request, CancellationToken cancellationToken = default);
}

/// <summary>A method for each kind of response.</summary>
internal interface IGaugesApi : IBaseApi
{
    [Post("?command=createGauge")]
    Task<JobHandle<Gauge>> CreateGaugeAsync([Body] WriteEverythingRequest request, CancellationToken cancellationToken = default);

    [Post("?command=moveGauges")]
    Task<JobHandle<JobList<Gauge>>> MoveGaugesAsync([Body] MoveGaugesRequest request, CancellationToken cancellationToken = default);

    [Post("?command=purgeGauges")]
    Task<JobHandle> PurgeGaugesAsync([Body] PurgeGaugesRequest request, CancellationToken cancellationToken = default);

    [Get("?command=listGauges")]
    PagedQuery<Gauge> ListGauges([Body] ListGaugesRequest request);

    [Post("?command=addGauges")]
    Task<IReadOnlyList<Gauge>> AddGaugesAsync([Body] AddGaugesRequest request);

    [Post("?command=lockGauges")]
    Task LockGaugesAsync([Body] LockGaugesRequest request, CancellationToken cancellationToken);

    [Get("?command=getGauge")]
    Task<SuccessResult> GetGaugeAsync([Body] GetGaugeRequest request, CancellationToken cancellationToken = default);
}

[Command("ping", Flat = true)]
internal sealed partial class PingRequest : CommandRequest<Gauge>;

[Command("moveGauges")]
internal sealed partial class MoveGaugesRequest : JobCommandRequest<JobList<Gauge>>;

[Command("purgeGauges")]
internal sealed partial class PurgeGaugesRequest : JobCommandRequest
{
    public string? Id { get; init; }
}

[Command("listGauges", ResultKey = "gauge")]
internal sealed partial class ListGaugesRequest : QueryRequest<Gauge>
{
    public string? Id { get; init; }
}

[Command("addGauges", SensitiveResponse = true)]
internal sealed partial class AddGaugesRequest : ListCommandRequest<Gauge>
{
    public string? Id { get; init; }
}

[Command("lockGauges")]
internal sealed partial class LockGaugesRequest : CommandRequest;

[Command("getGauge", CommandKind.Read)]
internal sealed partial class GetGaugeRequest : CommandRequest<SuccessResult>
{
    public string? Id { get; init; }
}
