namespace CloudStack.Client.Http;

/// <summary>Who goes first when requests must queue: a result that is there is worth more than new work.</summary>
internal enum RequestPriority
{
    /// <summary>A query for a job: often the one that brings its result.</summary>
    Query,

    /// <summary>The list that says which jobs to query.</summary>
    List,

    Submit,

    Other,
}
