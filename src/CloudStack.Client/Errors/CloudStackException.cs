namespace CloudStack.Client;

/// <summary>
/// The base of everything that can go wrong with a call, except cancellation by the caller's own token. No message holds
/// a secret: values of sensitive parameters are taken out of what the server says.
/// </summary>
public abstract class CloudStackException : Exception
{
    private protected CloudStackException(string message, string? command, Exception? innerException = null)
        : base(message, innerException)
    {
        Command = command;
    }

    /// <summary>The command that was called; null if the error belongs to none.</summary>
    public string? Command { get; }

    /// <summary>
    /// Whether the same call or wait may succeed later without anybody changing anything, and repeating it does no harm: the server
    /// was too busy, away, or short of resources, or the connection failed before a change was sent or while something was read.
    /// False where only another request, other rights or another setting help, and where a change may have been executed.
    /// </summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// The job that the call started or waited for; null if there is none. The handle stays usable: waiting again goes on
    /// where this wait ended.
    /// </summary>
    public JobHandle? Job { get; internal set; }

    /// <summary>
    /// The same failure for another caller. Several waits can end by one exchange; each caller gets an exception of its own,
    /// because the exception names the caller's job.
    /// </summary>
    /// <returns>An exception of this type with everything that this one says, but for <see cref="Job"/>, which is null.</returns>
    internal abstract CloudStackException Copy();
}
