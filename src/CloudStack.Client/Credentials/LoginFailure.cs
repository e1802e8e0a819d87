namespace CloudStack.Client;

/// <summary>
/// What a failed login means for a call that needed one. The command itself was not sent, whatever became of the login.
/// </summary>
internal static class LoginFailure
{
    /// <summary>
    /// A refusal stays one. Anything else counts like a connection that could not be made, so that even commands that change
    /// the cloud may be tried again.
    /// </summary>
    public static CloudStackException ForCaller(CloudStackException failure) =>
        failure is CloudStackApiException { ErrorCode: < 500 or 511 or 531 } refused
            ? refused.Copy()
            : new CloudStackTransportException($"The login before the call failed: {failure.Message}", failure.Command, IsTransient(failure), failure)
            {
                NothingSent = true,
            };

    private static bool IsTransient(CloudStackException failure) => failure switch
    {
        CloudStackTransportException e => e.IsTransient,
        ResponseFormatException e => e.IsLost,
        _ => true,
    };
}
