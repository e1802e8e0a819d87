namespace CloudStack.Client.Pipeline;

/// <summary>How an exchange failed, in the detail that matters for retries.</summary>
internal enum FailureKind
{
    /// <summary>It's certain that the server received nothing of the request.</summary>
    NothingSent,

    /// <summary>The server's container responded because the API has not started yet; nothing was executed.</summary>
    NotStarted,

    /// <summary>The server received too many calls (429); nothing was executed.</summary>
    Throttled,

    /// <summary>The server refuses only new jobs, because it is about to stop; nothing was executed.</summary>
    NoNewJobs,

    /// <summary>The API reports that it can't respond now (502, 503, 504 in an envelope).</summary>
    Unavailable,

    /// <summary>The API reports an internal error (530).</summary>
    Internal,

    /// <summary>The API reports that something with this id already exists (431).</summary>
    Duplicate,

    /// <summary>The API refuses the command for any other reason.</summary>
    Refused,

    /// <summary>There was no complete response: the connection broke, the exchange timed out, or the JSON is cut off.</summary>
    Lost,

    /// <summary>A proxy responded because the server behind it didn't. That says nothing about what the server did.</summary>
    GatewayPage,

    /// <summary>A 200 response without a body: the server failed, or the command returns nothing.</summary>
    EmptyBody,

    /// <summary>Something other than the API responded, without saying that it refused the request.</summary>
    NotTheApi,

    /// <summary>Any other failure, such as a page that refuses the request itself; a retry makes no sense.</summary>
    Other,
}
