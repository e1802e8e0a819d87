namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>queryAsyncJobResult</c>.</summary>
public sealed partial class QueryAsyncJobResultRequest : CommandRequest
{
    /// <summary>Parameter <c>jobid</c>.</summary>
    public string? JobId { get; init; }

    /// <summary>Parameter <c>resourceid</c>, since 4.22.1.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Parameter <c>resourcetype</c>, since 4.22.1.</summary>
    public string? ResourceType { get; init; }
}
