namespace CloudStack.Client;

/// <summary>
/// The caller's token canceled a call that changes the cloud after the request had been sent. The server doesn't notice the
/// cancellation: the change may have been made, and a job continues to run.
/// </summary>
/// <remarks>A call that is canceled before anything is sent throws a plain <see cref="OperationCanceledException"/>.</remarks>
public sealed class CommandCanceledException : OperationCanceledException
{
    private CommandCanceledException(string message, string command, JobToken? token, JobHandle? job, CancellationToken cancellationToken)
        : base(message, cancellationToken)
    {
        Command = command;
        Token = token;
        Job = job;
    }

    /// <summary>The command that was called.</summary>
    public string Command { get; }

    /// <summary>
    /// The token that leads to the job if the command was executed: resume the job later and query it. Null for a synchronous
    /// command, and if the server doesn't keep the job ids that the client sends.
    /// </summary>
    public JobToken? Token { get; }

    /// <summary>The job, if its handle had already arrived when the token fired; otherwise null. The caller can wait for it.</summary>
    public JobHandle? Job { get; }

    /// <summary>Creates the exception for a token that fired while the client waited for the response.</summary>
    internal static CommandCanceledException UnderWay(string command, JobToken? token, CancellationToken cancellationToken)
    {
        string advice = token is { } known
            ? $"If so, its job is {known.JobId}; resume it with this exception's token before you repeat the command."
            : "Check the resource before you repeat the command.";
        return new($"{command} was canceled after it had been sent; it may have been executed. {advice}", command, token, job: null, cancellationToken);
    }

    /// <summary>Creates the exception for a token that fired after the response had arrived.</summary>
    internal static CommandCanceledException AfterResult(string command, JobHandle? job, CancellationToken cancellationToken)
    {
        string what = job is null ? "The server had executed it." : $"The server had accepted it: job {job.JobId} continues to run, and this exception contains its handle.";
        return new($"{command} was canceled after its response had arrived. {what}", command, job?.ToToken(), job, cancellationToken);
    }

    /// <summary>Creates a copy with another token.</summary>
    internal CommandCanceledException With(CancellationToken cancellationToken) => new(Message, Command, Token, Job, cancellationToken);
}
