namespace CloudStack.Client.Pipeline;

/// <summary>The only place that decides what may be sent again, based on the kind of command and on how the exchange failed.</summary>
internal static class RetryRules
{
    /// <summary>What to do after a failure.</summary>
    public static RetryStep Decide(CommandKind kind, CloudStackException failure) => Decide(kind, Classify(failure));

    /// <inheritdoc cref="Decide(CommandKind, CloudStackException)"/>
    public static RetryStep Decide(CommandKind kind, FailureKind failure) => (kind, failure) switch
    {
        (_, FailureKind.Throttled) => RetryStep.SendAgainInTurn,
        (_, FailureKind.NothingSent) => RetryStep.SendAgain,
        (_, FailureKind.NotStarted) => RetryStep.SendAgainForAWhile,

        (CommandKind.Read, FailureKind.NoNewJobs or FailureKind.Unavailable or FailureKind.Lost or FailureKind.GatewayPage or FailureKind.EmptyBody) => RetryStep.SendAgain,

        // If the change was certainly not made, the failure kind says so. A response that isn't the command's says nothing about
        // the change.
        (CommandKind.Write, FailureKind.Lost or FailureKind.GatewayPage or FailureKind.EmptyBody or FailureKind.NotTheApi) => RetryStep.Ambiguous,

        (CommandKind.Job or CommandKind.CreateJob, FailureKind.NoNewJobs) => RetryStep.SendAgain,
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.Lost or FailureKind.EmptyBody) => RetryStep.LookUpUntilSure,
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.GatewayPage) => RetryStep.LookUpForSeconds,
        // The server uses these errors to refuse a second job with the same id, but also for other failures.
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.Internal or FailureKind.Duplicate) => RetryStep.LookUpBeforeFailing,
        // One query is enough: if that page also comes back for queries, they show nothing.
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.NotTheApi) => RetryStep.LookUpOnce,

        _ => RetryStep.Fail,
    };

    /// <summary>The kind of a failed exchange.</summary>
    public static FailureKind Classify(CloudStackException failure) => failure switch
    {
        CloudStackTransportException { NothingSent: true, HttpStatus: 503 } => FailureKind.NotStarted,
        CloudStackTransportException { NothingSent: true, IsTransient: true } => FailureKind.NothingSent,
        CloudStackTransportException { NothingSent: true } => FailureKind.Other,
        CloudStackTransportException { HttpStatus: not null } => FailureKind.GatewayPage,
        CloudStackTransportException => FailureKind.Lost,

        CloudStackApiException { Kind: ErrorKind.RateLimited } => FailureKind.Throttled,
        CloudStackApiException e when ErrorClassifier.SaysNoNewJobs(e) => FailureKind.NoNewJobs,
        CloudStackApiException { ErrorCode: 502 or 503 or 504 } => FailureKind.Unavailable,
        CloudStackApiException { ErrorCode: 530 } => FailureKind.Internal,
        CloudStackApiException e when ErrorClassifier.SaysAlreadyExists(e) => FailureKind.Duplicate,
        CloudStackApiException => FailureKind.Refused,

        ResponseFormatException { IsEmpty: true } => FailureKind.EmptyBody,
        ResponseFormatException { IsLost: true } => FailureKind.Lost,
        ResponseFormatException e when !RefusesRequest(e.HttpStatus) => FailureKind.NotTheApi,
        _ => FailureKind.Other,
    };

    /// <summary>
    /// Whether a page with this status says that the request was not passed on, because it belongs elsewhere, or because its
    /// address, size or form was refused. Other statuses don't say that: a filter that rejects a <em>response</em> replaces it with
    /// a 403.
    /// </summary>
    private static bool RefusesRequest(int status) => status
        is (>= 300 and < 400) or 400 or 401 or 404 or 405 or 407 or 410 or 411 or 413 or 414 or 415 or 417 or 421 or 426 or 428 or (>= 430 and <= 432);

    /// <summary>
    /// Whether a poll or a look-up that failed in this way may succeed later. A proxy's failure may be over a moment later,
    /// whatever it says. An API error is final if waiting doesn't help.
    /// </summary>
    public static bool MayPassByWaiting(CloudStackException failure) => failure switch
    {
        CloudStackApiException e => e.ErrorCode is 431 or 429 or >= 500 and not (511 or 531),
        // The login failed that the request needed.
        CloudStackTransportException { InnerException: CloudStackException login } => MayPassByWaiting(login),
        CloudStackTransportException e => e.IsTransient,
        ResponseFormatException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a failure shows that the server is away: nothing responded, or something other than the API did. An unreadable API
    /// response says nothing about other requests.
    /// </summary>
    public static bool SaysServerIsAway(CloudStackException failure) => failure switch
    {
        ResponseFormatException e => e.HttpStatus != 200 || !(e.IsLost || e.IsEmpty),
        _ => Classify(failure) is FailureKind.NothingSent or FailureKind.NotStarted or FailureKind.Unavailable or FailureKind.Lost or FailureKind.GatewayPage,
    };

    /// <summary>Whether the server failed to write the response about a job, as it does if it can't read its own record.</summary>
    public static bool IsUnreadableJob(CloudStackException failure) =>
        failure is CloudStackApiException { ErrorCode: 530 or 431 } e && !ErrorClassifier.SaysNoSuchJob(e);
}
