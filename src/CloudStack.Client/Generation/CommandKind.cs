namespace CloudStack.Client;

/// <summary>
/// What a command does to the cloud. It decides how a call may be repeated when its answer is lost.
/// </summary>
public enum CommandKind
{
    /// <summary>Changes nothing; may be sent again at any time.</summary>
    Read,

    /// <summary>Changes something and answers when it is done (a synchronous change). Never sent twice.</summary>
    Write,

    /// <summary>Starts an asynchronous job. The server knows the job's id before it acts.</summary>
    Job,

    /// <summary>
    /// Starts an asynchronous job for an entity that the server creates before the job exists; the first answer
    /// carries the entity's id next to the job's.
    /// </summary>
    CreateJob,
}
