namespace CloudStack.Client.Jobs.Submission;

/// <summary>When a look-up ends if it has not found the job.</summary>
internal enum LookUpPatience
{
    /// <summary>After one query, whatever its outcome.</summary>
    OneTry,

    /// <summary>At the first response: if there is a job, the server has it by now.</summary>
    OneAnswer,

    /// <summary>
    /// When the server has reported for some seconds that there is no job: the command has ended, but its job may be late.
    /// </summary>
    Seconds,

    /// <summary>Only when the time of the look-up is used up: the command may still be on its way.</summary>
    UntilSure,
}
