namespace CloudStack.Client.Transport;

/// <summary>What a failure allows: repeating the call, looking the job up, waiting on.</summary>
internal static class FailureClassifier
{
    /// <summary>Whether it is certain that the server saw nothing of the request: there was no connection.</summary>
    public static bool NothingWasSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>Whether a command that changes nothing may be sent again.</summary>
    public static bool IsRetryableRead(Exception exception) => exception switch
    {
        CloudStackTransportException e => e.IsTransient,
        CloudStackApiException e => e.ErrorCode is 530 or 502 or 503 or 504,
        ResponseFormatException e => e.IsLost,
        _ => false,
    };

    /// <summary>Whether a command that changes something may be sent again as if for the first time.</summary>
    public static bool IsSafeToResend(Exception exception) => exception is CloudStackTransportException { NothingSent: true };

    /// <summary>Whether a job was refused before anything was done, for a reason that passes.</summary>
    public static bool WasRefusedUntouched(Exception exception) =>
        IsSafeToResend(exception) || (exception is CloudStackApiException api && ErrorKinds.SaysNoNewJobs(api));

    /// <summary>Whether the command may have been executed although the call failed.</summary>
    public static bool LostTheAnswer(Exception exception) => exception switch
    {
        CloudStackTransportException e => !e.NothingSent,
        ResponseFormatException e => e.IsLost,
        _ => false,
    };

    /// <summary>Whether a refused submit may have been refused because of its own id, or after the job was made.</summary>
    public static bool MayHideJob(CloudStackApiException exception) => exception.ErrorCode == 530 || ErrorKinds.SaysAlreadyExists(exception);

    /// <summary>Whether the server failed to write the answer about a job, as it does when it cannot read its own record.</summary>
    public static bool IsUnreadableJob(CloudStackException exception) =>
        exception is CloudStackApiException { ErrorCode: 530 or 431 } api && !ErrorKinds.SaysNoSuchJob(api);

    /// <summary>Whether a failed poll may work later.</summary>
    public static bool MayPassByWaiting(CloudStackException exception) => exception switch
    {
        CloudStackApiException e => e.ErrorCode is 431 or 429 or >= 500 and not (511 or 531),
        CloudStackTransportException e => e.IsTransient,
        ResponseFormatException e => e.HttpStatus is 200 or >= 500,
        _ => false,
    };
}
