namespace CloudStack.Client.Commands;

/// <summary>What a caller is told of a call that failed on its way through <see cref="HttpClient"/>.</summary>
internal static class CallFailure
{
    /// <summary>
    /// The exception as the client has thrown it. A cancellation comes wrapped, and with a token that only
    /// <see cref="HttpClient"/> knows; the caller gets it with the token of the call.
    /// </summary>
    public static Exception Of(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return exception;
        }

        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case CommandCanceledException canceled:
                    return canceled.With(cancellationToken);
                case JobWaitCanceledException canceled:
                    return canceled.With(cancellationToken);
            }
        }

        return new OperationCanceledException(exception.Message, exception.InnerException, cancellationToken);
    }
}
