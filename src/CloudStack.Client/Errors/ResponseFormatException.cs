namespace CloudStack.Client;

/// <summary>
/// The response isn't one that the API sends: a redirect, no JSON (XML, HTML, an empty body), JSON that can't be read even after
/// repair, or JSON with another structure. For a change, this exception means that the request was refused before the API received
/// it. Any other unreadable response to a change results in an <see cref="AmbiguousSubmissionException"/>.
/// </summary>
public sealed class ResponseFormatException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="snippet">The beginning of the body; null for an empty body.</param>
    /// <param name="innerException">The underlying failure; null if there is none.</param>
    public ResponseFormatException(string message, string? command, int httpStatus, string? snippet, Exception? innerException = null)
        : base(message, command, innerException)
    {
        HttpStatus = httpStatus;
        Snippet = snippet;
    }

    /// <summary>The HTTP status; 200 doesn't mean that the call succeeded.</summary>
    public int HttpStatus { get; }

    /// <summary>
    /// The first 512 characters of the body, without secrets that were sent; null for an empty body, for commands whose responses
    /// contain secrets, and for the JSON of jobs and of commands that are sent by name, because it can contain anything.
    /// </summary>
    public string? Snippet { get; }

    /// <summary>Whether the body was empty.</summary>
    internal bool IsEmpty { get; init; }

    /// <summary>Whether a response of the API was lost on the way: nothing arrived, or the JSON is cut off.</summary>
    internal bool IsLost { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient => IsLost || IsEmpty || HttpStatus is 502 or 503 or 504;

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new ResponseFormatException(Message, Command, HttpStatus, Snippet, InnerException)
    {
        IsEmpty = IsEmpty,
        IsLost = IsLost,
    };
}
