namespace CloudStack.Client;

/// <summary>Why the outcome of a job is unknown.</summary>
public enum UnknownReason
{
    /// <summary>
    /// The server has no such job: it was never accepted, or it ended longer ago than the server keeps jobs (the setting
    /// <c>job.expire.minutes</c>, a day by default). The server's response is the same in both cases.
    /// </summary>
    NotFound,

    /// <summary>
    /// The job is over, but the server can't read its own record of the result: results of more than 65,535 characters are stored
    /// truncated, and every query for them ends in an internal error.
    /// </summary>
    ResultUnreadable,

    /// <summary>
    /// The management server that runs the job has been down for as long as <see cref="PollingOptions.ServerDownTolerance"/>
    /// allows. No other server takes over the job. It fails when that server starts again, so you can wait for it again. In the
    /// snapshot of the result, <see cref="JobSnapshot.ManagementServerId"/> and <see cref="JobSnapshot.ManagementServerName"/>
    /// identify the server.
    /// </summary>
    ServerDown,
}
