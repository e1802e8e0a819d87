using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Diagnostics;

/// <summary>
/// All log messages of the client. The event ids are fixed, and so are the method names, which serve as event names. Programs
/// filter by category.
/// </summary>
internal static partial class Log
{
    /// <summary>The category of requests and responses, including those of polls.</summary>
    public const string Commands = "CloudStack.Client.Commands";

    /// <summary>The category of job outcomes.</summary>
    public const string Jobs = "CloudStack.Client.Jobs";

    /// <summary>The category of logins, the server's clock, and trust in certificates.</summary>
    public const string Connections = "CloudStack.Client.Connections";

    [LoggerMessage(1, LogLevel.Debug, "Sending {Command}, attempt {Attempt}.")]
    public static partial void Sending(ILogger logger, string command, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "{Command} returned status {Status} and {Bytes} bytes.")]
    public static partial void Answered(ILogger logger, string command, int status, int bytes);

    [LoggerMessage(3, LogLevel.Debug, "{Command} failed: {Error}")]
    public static partial void Failed(ILogger logger, string command, string error);

    [LoggerMessage(4, LogLevel.Debug, "Retrying {Command} in {Delay} after: {Error}")]
    public static partial void Retrying(ILogger logger, string command, TimeSpan delay, string error);

    [LoggerMessage(5, LogLevel.Trace, "{Command} parameter {Name}={Value}")]
    public static partial void Parameter(ILogger logger, string command, string name, string value);

    [LoggerMessage(10, LogLevel.Information, "{Command} was submitted as job {JobId} for resource {ResourceId}.")]
    public static partial void JobSubmitted(ILogger logger, string command, string jobId, string? resourceId);

    [LoggerMessage(11, LogLevel.Information, "{Command} (job {JobId}) ended: {Outcome} after a wait of {Waited} and {Polls} polls.")]
    public static partial void JobFinished(ILogger logger, string command, string jobId, JobOutcome outcome, TimeSpan waited, int polls);

    [LoggerMessage(12, LogLevel.Information, "{Command} (job {JobId}) did not end within {Timeout}; {Polls} polls.")]
    public static partial void JobTimedOut(ILogger logger, string command, string jobId, TimeSpan timeout, int polls);

    [LoggerMessage(13, LogLevel.Information, "The outcome of {Command} (job {JobId}) is unknown: {Reason}.")]
    public static partial void OutcomeUnknown(ILogger logger, string command, string jobId, UnknownReason reason);

    [LoggerMessage(14, LogLevel.Information, "{Command} is declared as synchronous but returned a job; the client waits for it.")]
    public static partial void UnexpectedJob(ILogger logger, string command);

    [LoggerMessage(15, LogLevel.Debug, "This account is not allowed to call listAsyncJobs; jobs are queried individually.")]
    public static partial void ListingDisabled(ILogger logger);

    [LoggerMessage(16, LogLevel.Warning, "The server's clock differs from this machine's by {Difference}; requests are signed by the server's clock.")]
    public static partial void ClockCorrected(ILogger logger, TimeSpan difference);

    [LoggerMessage(17, LogLevel.Warning, "The completion source {Source} failed: {Error}. Jobs are polled in the meantime; the client reconnects in {Delay}.")]
    public static partial void CompletionSourceBroke(ILogger logger, string source, string error, TimeSpan delay);

    [LoggerMessage(18, LogLevel.Warning, "DangerousAcceptAnyServerCertificate is set: anyone with access to the network can impersonate {Host} and read and change all traffic. Trust the server's certificate instead.")]
    public static partial void AcceptsAnyCertificate(ILogger logger, string host);

    [LoggerMessage(20, LogLevel.Debug, "Logged in as {User}.")]
    public static partial void LoggedIn(ILogger logger, string user);

    [LoggerMessage(30, LogLevel.Debug, "The response to {Command} was malformed JSON and has been repaired.")]
    public static partial void BodyRepaired(ILogger logger, string command);

    [LoggerMessage(31, LogLevel.Debug, "A response to {Command} contains a value whose type is not the declared one, at byte {Position}.")]
    public static partial void ValueMismatch(ILogger logger, string command, long position);
}
