namespace CloudStack.Client;

/// <summary>
/// A file wasn't uploaded, or the response of the storage VM was lost: the parameters had expired, the storage VM was unreachable or
/// refused the file, the connection broke, or the content couldn't be read. The resource that the file was meant for still exists
/// on the server (<see cref="ResourceId"/>). If the message says that the storage VM may have accepted the file, look at the state of
/// that resource. Otherwise it is of no use, and remains there until it's deleted. Another attempt needs new parameters, which
/// create another resource.
/// </summary>
public sealed class UploadException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="resourceId">The volume, template or ISO that the file was meant for; null if the server named none.</param>
    /// <param name="httpStatus">The HTTP status of the storage VM's response; null if there was none.</param>
    /// <param name="innerException">The underlying failure; null if there is none.</param>
    public UploadException(string message, string? resourceId, int? httpStatus = null, Exception? innerException = null)
        : base(message, command: null, innerException)
    {
        ResourceId = resourceId;
        HttpStatus = httpStatus;
    }

    /// <summary>The volume, template or ISO that the file was meant for; null if the server named none.</summary>
    public string? ResourceId { get; }

    /// <summary>The HTTP status of the storage VM's response, such as 400; null if there was none.</summary>
    public int? HttpStatus { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new UploadException(Message, ResourceId, HttpStatus, InnerException);
}
