namespace CloudStack.Client;

/// <summary>
/// The caller's token ended a call that changes the cloud after it had been sent. The server does not notice that: the change
/// may have been made, and a job goes on.
/// </summary>
/// <remarks>A call that was canceled before anything of it was sent ends with a plain <see cref="OperationCanceledException"/>.</remarks>
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
    /// Leads to the job, if the command was executed: resume it later and query it. Null for a synchronous command, and where
    /// the server does not keep the ids that it is sent.
    /// </summary>
    public JobToken? Token { get; }

    /// <summary>
    /// The job, where its handle had arrived already when the token fired; null otherwise. It can be waited for.
    /// </summary>
    public JobHandle? Job { get; }

    /// <summary>The token fired while the answer was awaited.</summary>
    internal static CommandCanceledException UnderWay(string command, JobToken? token, CancellationToken cancellationToken)
    {
        string advice = token is { } known
            ? $"If it was, its job is {known.JobId}; resume it by the token of this exception before you repeat the command."
            : "Look at the resource before you repeat the command.";
        return new($"{command} was canceled after it had been sent; it may have been executed. {advice}", command, token, job: null, cancellationToken);
    }

    /// <summary>The answer had come when the token fired.</summary>
    internal static CommandCanceledException AfterResult(string command, JobHandle? job, CancellationToken cancellationToken)
    {
        string what = job is null ? "The server had executed it." : $"The server had accepted it: job {job.JobId} goes on, and this exception has its handle.";
        return new($"{command} was canceled when its answer had come. {what}", command, job?.ToToken(), job, cancellationToken);
    }

    /// <summary>The same with another token.</summary>
    internal CommandCanceledException With(CancellationToken cancellationToken) => new(Message, Command, Token, Job, cancellationToken);
}
