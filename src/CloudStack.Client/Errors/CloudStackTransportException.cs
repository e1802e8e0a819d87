namespace CloudStack.Client;

/// <summary>
/// There was no answer of the API: the connection failed, the time for one exchange ran out, or something between client
/// and server (a proxy, or the container of a server that starts) answered instead.
/// </summary>
public sealed class CloudStackTransportException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="isTransient">Whether the same call may work a moment later.</param>
    /// <param name="innerException">The failure below; null if there is none.</param>
    public CloudStackTransportException(string message, string? command, bool isTransient, Exception? innerException = null)
        : base(message, command, innerException)
    {
        IsTransient = isTransient;
    }

    /// <summary>
    /// Whether the same call may work a moment later. False where no waiting mends it, such as a certificate that is not
    /// trusted.
    /// </summary>
    public override bool IsTransient { get; }

    /// <summary>The HTTP status of what answered instead of the API; null if nothing did.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>How long what answered instead of the API asks to wait; null if it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it was the client that gave up, because its time limit ran out.</summary>
    internal bool TimedOut { get; init; }

    /// <summary>Whether it is certain that the API saw nothing of the request.</summary>
    internal bool NothingSent { get; init; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new CloudStackTransportException(Message, Command, IsTransient, InnerException)
    {
        HttpStatus = HttpStatus,
        NothingSent = NothingSent,
        TimedOut = TimedOut,
        RetryAfter = RetryAfter,
    };
}
