namespace CloudStack.Client;

/// <summary>
/// A command that changes the cloud was sent, its answer was lost, and nobody can tell whether it was executed. It was not
/// sent again, because that could execute it twice.
/// </summary>
/// <remarks>
/// An answer is lost where nothing comes, where it breaks off or cannot be read, and where a page or nothing at all stands in its
/// place; the inner exception says what came. It is not lost where the API itself refuses, and where a page says that the request
/// was not passed on: a redirect, or a refusal of its address, size or form (such as 400, 401, 404, 405, 413 and 414). A page of 403
/// says no such thing: filters put it in the place of answers, too.
/// </remarks>
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
