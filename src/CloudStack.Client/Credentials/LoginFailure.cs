namespace CloudStack.Client;

/// <summary>
/// What a failed login means for the call that needed it. The command itself was not sent, whatever happened to the login.
/// </summary>
internal static class LoginFailure
{
    /// <summary>
    /// A refusal remains a refusal. Any other failure counts like a failed connection, so even commands that change the cloud may
    /// be retried.
    /// </summary>
    public static CloudStackException ForCaller(CloudStackException failure) =>
        failure is CloudStackApiException { ErrorCode: < 500 or 511 or 531 } refused
            ? refused.Copy()
            : new CloudStackTransportException($"The call could not be sent because the login failed: {failure.Message}", failure.Command, IsTransient(failure), failure)
            {
                NothingSent = true,
                // A login that met a server that is starting says so.
                HttpStatus = failure is CloudStackTransportException { NothingSent: true } unsent ? unsent.HttpStatus : null,
                RetryAfter = (failure as CloudStackTransportException)?.RetryAfter ?? (failure as CloudStackApiException)?.RetryAfter,
            };

    private static bool IsTransient(CloudStackException failure) => failure switch
    {
        CloudStackTransportException e => e.IsTransient,
        ResponseFormatException e => e.IsLost,
        _ => true,
    };
}
