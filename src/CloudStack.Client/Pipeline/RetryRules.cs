namespace CloudStack.Client.Pipeline;

/// <summary>
/// The one place that says what may be sent again: by what the command does to the cloud, and by what became of the exchange.
/// </summary>
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

        // Whoever can tell that a change was not made has said so. What came instead of the answer says nothing.
        (CommandKind.Write, FailureKind.Lost or FailureKind.GatewayPage or FailureKind.EmptyBody or FailureKind.NotTheApi) => RetryStep.Ambiguous,

        (CommandKind.Job or CommandKind.CreateJob, FailureKind.NoNewJobs) => RetryStep.SendAgain,
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.Lost or FailureKind.EmptyBody) => RetryStep.LookUpUntilSure,
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.GatewayPage) => RetryStep.LookUpForSeconds,
        // The server refuses a second job of one id with these; everything else it says with them as well.
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.Internal or FailureKind.Duplicate) => RetryStep.LookUpBeforeFailing,
        // One look is enough: if that page answers queries as well, nothing can be learnt.
        (CommandKind.Job or CommandKind.CreateJob, FailureKind.NotTheApi) => RetryStep.LookUpOnce,

        _ => RetryStep.Fail,
    };

    /// <summary>What became of an exchange that failed.</summary>
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
    /// Whether a page with this status says that the request was not passed on: it belongs elsewhere, or its address, its size or its
    /// form was refused. Others do not: a filter that does not like an <em>answer</em> puts a 403 in its place.
    /// </summary>
    private static bool RefusesRequest(int status) => status
        is (>= 300 and < 400) or 400 or 401 or 404 or 405 or 407 or 410 or 411 or 413 or 414 or 415 or 417 or 421 or 426 or 428 or (>= 430 and <= 432);

    /// <summary>
    /// Whether a poll or a look-up that failed like this may work later. Whatever a proxy says, it may be gone a moment later;
    /// of the API's own words those count that no waiting mends.
    /// </summary>
    public static bool MayPassByWaiting(CloudStackException failure) => failure switch
    {
        CloudStackApiException e => e.ErrorCode is 431 or 429 or >= 500 and not (511 or 531),
        CloudStackTransportException e => e.IsTransient,
        ResponseFormatException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a failure says that no server is there that answers: nothing did, or something else than the API. A response of the
    /// API that cannot be read says nothing about others.
    /// </summary>
    public static bool SaysServerIsAway(CloudStackException failure) => failure switch
    {
        ResponseFormatException e => e.HttpStatus != 200 || !(e.IsLost || e.IsEmpty),
        _ => Classify(failure) is FailureKind.NothingSent or FailureKind.NotStarted or FailureKind.Unavailable or FailureKind.Lost or FailureKind.GatewayPage,
    };

    /// <summary>Whether the server failed to write the answer about a job, as it does when it cannot read its own record.</summary>
    public static bool IsUnreadableJob(CloudStackException failure) =>
        failure is CloudStackApiException { ErrorCode: 530 or 431 } e && !ErrorClassifier.SaysNoSuchJob(e);
}
