namespace CloudStack.Client;

/// <summary>Why the outcome of a job is unknown.</summary>
public enum UnknownReason
{
    /// <summary>
    /// The server has no such job: it was never accepted, or it ended longer ago than the server keeps jobs (the setting
    /// <c>job.expire.minutes</c>, a day by default). The server answers both the same way.
    /// </summary>
    NotFound,

    /// <summary>
    /// The job is over, but the server fails to read its own record of the result: results of more than 65,535 characters
    /// are stored cut off, and every query for them ends in an internal error.
    /// </summary>
    ResultUnreadable,

    /// <summary>
    /// The management server that runs the job is down, and has been for as long as <see cref="PollingOptions.ServerDownTolerance"/>
    /// says. No other server takes the job over. It fails when that server starts again, so it can be waited for again;
    /// <see cref="JobSnapshot.ManagementServerId"/> and <see cref="JobSnapshot.ManagementServerName"/> of the result name the server.
    /// </summary>
    ServerDown,
}
