namespace CloudStack.Client;

/// <summary>
/// A file was not uploaded: its parameters had expired, the storage VM could not be reached or refused it, the connection broke, or the
/// content could not be read. What it was meant for exists on the server all the same, and is of no use until somebody deletes it
/// (<see cref="ResourceId"/>); another attempt needs new parameters, which make another one.
/// </summary>
public sealed class UploadException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="resourceId">The volume, template or ISO that was to be uploaded; null if the server named none.</param>
    /// <param name="httpStatus">The HTTP status of the storage VM's answer; null if there was none.</param>
    /// <param name="innerException">The failure below; null if there is none.</param>
    public UploadException(string message, string? resourceId, int? httpStatus = null, Exception? innerException = null)
        : base(message, command: null, innerException)
    {
        ResourceId = resourceId;
        HttpStatus = httpStatus;
    }

    /// <summary>The volume, template or ISO that was to be uploaded; null if the server named none.</summary>
    public string? ResourceId { get; }

    /// <summary>The HTTP status of the storage VM's answer, such as 400; null if there was none.</summary>
    public int? HttpStatus { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new UploadException(Message, ResourceId, HttpStatus, InnerException);
}
