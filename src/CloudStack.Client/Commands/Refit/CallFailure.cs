namespace CloudStack.Client.Commands;

/// <summary>Determines which exception a caller gets for a call that failed on its way through <see cref="HttpClient"/>.</summary>
internal static class CallFailure
{
    /// <summary>
    /// The exception as the client threw it. <see cref="HttpClient"/> wraps a cancellation and uses a token that only it knows; the
    /// caller gets the exception with the token of the call.
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
