namespace CloudStack.Client.Http;

/// <summary>The order in which queued requests are sent: fetching an available result is more important than new work.</summary>
internal enum RequestPriority
{
    /// <summary>A query for a job, which often fetches its result.</summary>
    Query,

    /// <summary>The list that shows which jobs to query.</summary>
    List,

    Submit,

    Other,
}
