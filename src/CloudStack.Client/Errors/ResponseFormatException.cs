namespace CloudStack.Client;

/// <summary>
/// An answer came that is not what the API sends: a redirect, no JSON (XML, HTML, nothing at all), JSON that cannot be read even
/// after repair, or another structure. Of a change it says that the request was refused before the API saw it; any other answer that
/// cannot be read makes a change an <see cref="AmbiguousSubmissionException"/>.
/// </summary>
public sealed class ResponseFormatException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="snippet">The beginning of the body; null for an empty one.</param>
    /// <param name="innerException">The failure below; null if there is none.</param>
    public ResponseFormatException(string message, string? command, int httpStatus, string? snippet, Exception? innerException = null)
        : base(message, command, innerException)
    {
        HttpStatus = httpStatus;
        Snippet = snippet;
    }

    /// <summary>The HTTP status; 200 does not mean that the call worked.</summary>
    public int HttpStatus { get; }

    /// <summary>
    /// The first 512 characters of the body, without secrets that were sent; null for an empty body and for commands whose
    /// answers hold secrets.
    /// </summary>
    public string? Snippet { get; }

    /// <summary>Whether the body was empty.</summary>
    internal bool IsEmpty { get; init; }

    /// <summary>Whether an answer of the API was on its way and was lost: nothing came, or JSON that breaks off.</summary>
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
