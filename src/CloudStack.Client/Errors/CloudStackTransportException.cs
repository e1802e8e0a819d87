namespace CloudStack.Client;

/// <summary>
/// The API didn't respond: the connection failed, the exchange timed out, or something between client and server (a proxy, or the
/// container of a server that is starting) responded instead.
/// </summary>
public sealed class CloudStackTransportException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="isTransient">Whether the same call may succeed a moment later.</param>
    /// <param name="innerException">The underlying failure; null if there is none.</param>
    public CloudStackTransportException(string message, string? command, bool isTransient, Exception? innerException = null)
        : base(message, command, innerException)
    {
        IsTransient = isTransient;
    }

    /// <summary>
    /// Whether the same call may succeed a moment later. False if waiting doesn't help, for example with a certificate that isn't
    /// trusted.
    /// </summary>
    public override bool IsTransient { get; }

    /// <summary>The HTTP status of the response that arrived instead of the API's; null if nothing arrived.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>How long the sender of that response asks the caller to wait; null if it doesn't say.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the client gave up because its timeout expired.</summary>
    internal bool TimedOut { get; init; }

    /// <summary>Whether it's certain that the API received nothing of the request.</summary>
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
