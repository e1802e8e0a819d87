namespace CloudStack.Client;

/// <summary>
/// A command that changes the cloud was sent, but its response was lost, so it's unknown whether the command was executed. The
/// client didn't send it again, because that could have executed it twice.
/// </summary>
/// <remarks>
/// A response is lost if nothing arrives, if it's cut off or can't be read, or if a page or an empty body arrives in its place. The
/// inner exception says what arrived. The response isn't lost if the API itself refuses the command, or if a page shows that the
/// request was not passed on: a redirect, or a refusal of its address, size or form (such as 400, 401, 404, 405, 413 and 414). A
/// 403 page doesn't show that, because filters also replace responses with it.
/// </remarks>
public sealed class AmbiguousSubmissionException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="command">The command that was called.</param>
    /// <param name="token">The token that leads to the job, if it exists; null for synchronous commands.</param>
    /// <param name="innerException">The failure that lost the response.</param>
    public AmbiguousSubmissionException(string message, string? command, JobToken? token, Exception? innerException = null)
        : base(message, command, innerException)
    {
        Token = token;
    }

    /// <summary>
    /// The token that leads to the job if the command was executed after all: resume the job later and query it. Null for a
    /// synchronous command, and if the server doesn't keep the job ids that the client sends. In both cases, only the resource
    /// itself shows what happened.
    /// </summary>
    public JobToken? Token { get; }

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new AmbiguousSubmissionException(Message, Command, Token, InnerException);
}
