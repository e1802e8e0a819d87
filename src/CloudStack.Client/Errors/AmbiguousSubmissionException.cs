namespace CloudStack.Client;

/// <summary>
/// A command that changes the cloud was sent, its answer was lost, and nobody can tell whether it was executed. It was not
/// sent again, because that could execute it twice.
/// </summary>
public sealed class AmbiguousSubmissionException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="token">Leads to the job, if it exists; null for synchronous commands.</param>
    /// <param name="innerException">What lost the answer.</param>
    public AmbiguousSubmissionException(string message, string? command, JobToken? token, Exception? innerException = null)
        : base(message, command, innerException)
    {
        Token = token;
    }

    /// <summary>
    /// Leads to the job if the command was executed after all: resume it later and query it. Null for a synchronous command,
    /// and where the server does not keep the ids that it is sent: then only the resource itself can tell.
    /// </summary>
    public JobToken? Token { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new AmbiguousSubmissionException(Message, Command, Token, InnerException);
}
