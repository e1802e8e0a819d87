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

        (CommandKind.Read, FailureKind.NoNewJobs or FailureKind.Unavailable or FailureKind.Internal or FailureKind.Lost or FailureKind.GatewayPage or FailureKind.EmptyBody) => RetryStep.SendAgain,

        (CommandKind.Write, FailureKind.Lost or FailureKind.GatewayPage) => RetryStep.Ambiguous,

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
        ResponseFormatException { HttpStatus: 200 } => FailureKind.NotTheApi,
        _ => FailureKind.Other,
    };

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

    /// <summary>Whether the server failed to write the answer about a job, as it does when it cannot read its own record.</summary>
    public static bool IsUnreadableJob(CloudStackException failure) =>
        failure is CloudStackApiException { ErrorCode: 530 or 431 } e && !ErrorClassifier.SaysNoSuchJob(e);
}
