using Refit;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

internal interface IPlainBaseApi
{
    [Get("?command=getGauge"), Command("getGauge", CommandKind.Read, Flat = true)]
    Task<Gauge> GetGaugeAsync(string id, CancellationToken cancellationToken = default);
}

/// <summary>Methods with individual parameters instead of a request class.</summary>
internal interface IPlainGaugesApi : IPlainBaseApi
{
    [Post("?command=createGauge"), Command("createGauge", CommandKind.CreateJob, SensitiveResponse = true)]
    Task<JobHandle<Gauge>> CreateGaugeAsync(
        [AliasAs("displayName")] string name, bool paused, DateTimeOffset? since = null, double? rate = null, Guid? owner = null, CancellationToken cancellationToken = default);

    [Post("?command=purgeGauges")]
    Task<JobHandle> PurgeGaugesAsync();

    [Get("?command=listGauges"), Command("listGauges", ResultKey = "gauge")]
    PagedQuery<Gauge> ListGauges(string? keyword = null);

    [Get("?command=listGauges"), Command("listGauges", ResultKey = "gauge")]
    PagedQuery<Gauge> ListGauges(IReadOnlyList<string> ids, int[]? ports = null);

    // The same name again, for another command.
    [Get("?command=listOldGauges")]
    PagedQuery<Gauge> ListGauges(int age);

    [Post("?command=addGauges")]
    Task<IReadOnlyList<Gauge>> AddGaugesAsync([Query, AliasAs("gaugeNames")] List<string> names);

    [Post("?command=lockGauges")]
    Task LockGaugesAsync(string id, [Sensitive] string pin, [Query, Sensitive, AliasAs("spareKeys")] string[]? keys = null);

    [Get("?command=getGauge"), Command("getGauge", CommandKind.Read, Flat = true)]
    Task<ApiResponse<Gauge>> GetGaugeWithResponseAsync(string id);
}
