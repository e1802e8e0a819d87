namespace CloudStack.Client;

/// <summary>
/// The base class of everything that can go wrong with a call, except cancellation by the caller's token. No message contains a
/// secret: the values of sensitive parameters are removed from the server's text.
/// </summary>
public abstract class CloudStackException : Exception
{
    private protected CloudStackException(string message, string? command, Exception? innerException = null)
        : base(message, innerException)
    {
        Command = command;
    }

    /// <summary>The command that was called; null if the error doesn't belong to a command.</summary>
    public string? Command { get; }

    /// <summary>
    /// Whether the same call or wait may succeed later without any change, and can be repeated safely. True if the server was
    /// overloaded, unavailable or short of resources, or if the connection failed before a change was sent or while something was
    /// read. False if only a different request, other permissions or another setting helps, or if a change may have been executed.
    /// </summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// The job that the call started or waited for; null if there is none. The handle remains usable: another wait continues where
    /// this one ended.
    /// </summary>
    public JobHandle? Job { get; internal set; }

    /// <summary>
    /// Creates a copy of the failure for another caller. One exchange can end several waits. Each caller gets its own exception,
    /// because the exception names the caller's job.
    /// </summary>
    /// <returns>An exception of the same type and content, except that <see cref="Job"/> is null.</returns>
    internal abstract CloudStackException Copy();
}
