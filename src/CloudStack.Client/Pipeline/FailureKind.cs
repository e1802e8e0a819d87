namespace CloudStack.Client.Pipeline;

/// <summary>What became of an exchange that failed, as far as sending again depends on it.</summary>
internal enum FailureKind
{
    /// <summary>It is certain that the server saw nothing of the request.</summary>
    NothingSent,

    /// <summary>The server's container answered because the API has not started yet; nothing was executed.</summary>
    NotStarted,

    /// <summary>The server was called too often (429); nothing was executed.</summary>
    Throttled,

    /// <summary>The server refuses new jobs only, because it is about to stop; nothing was executed.</summary>
    NoNewJobs,

    /// <summary>The API says that it cannot answer now (502, 503, 504 in an envelope).</summary>
    Unavailable,

    /// <summary>The API says that something went wrong inside (530).</summary>
    Internal,

    /// <summary>The API says that something of this id exists already (431).</summary>
    Duplicate,

    /// <summary>The API refuses the command for any other reason.</summary>
    Refused,

    /// <summary>There was no complete response: the connection broke, the time ran out, the JSON breaks off.</summary>
    Lost,

    /// <summary>A proxy answered because the server behind it did not, which says nothing about what the server did.</summary>
    GatewayPage,

    /// <summary>A response of 200 without a body: the server failed, or the command has nothing to say.</summary>
    EmptyBody,

    /// <summary>Something else than the API answered, and does not say that it has refused the request.</summary>
    NotTheApi,

    /// <summary>Anything else, such as a page that refuses the request itself: no repetition makes sense.</summary>
    Other,
}
