namespace CloudStack.Client;

/// <summary>What a command does to the cloud. The kind determines how a call may be retried if its response is lost.</summary>
public enum CommandKind
{
    /// <summary>Changes nothing; may be sent again at any time.</summary>
    Read,

    /// <summary>
    /// Makes a change and responds when the change is done (a synchronous change). Never sent again once it may have been executed.
    /// </summary>
    Write,

    /// <summary>Starts an asynchronous job. The server knows the job's id before the work starts.</summary>
    Job,

    /// <summary>
    /// Starts an asynchronous job for an entity that the server creates before the job exists. The first response contains the
    /// entity's id in addition to the job's.
    /// </summary>
    CreateJob,
}
