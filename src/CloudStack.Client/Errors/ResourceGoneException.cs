namespace CloudStack.Client;

/// <summary>
/// The resource that a wait was for doesn't exist, or no longer exists. Thrown only if the caller asked for the value of a result.
/// </summary>
public sealed class ResourceGoneException : CloudStackException
{
    internal ResourceGoneException(string item, bool wasSeen)
        : base(wasSeen ? $"The {item} is gone: the query found it before, but no longer does." : $"The query found no {item}.", command: null)
    {
    }

    private ResourceGoneException(string message)
        : base(message, command: null)
    {
    }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new ResourceGoneException(Message);
}
