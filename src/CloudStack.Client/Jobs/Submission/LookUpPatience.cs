namespace CloudStack.Client.Jobs.Submission;

/// <summary>When a look-up is over that has not found the job.</summary>
internal enum LookUpPatience
{
    /// <summary>After one query, whatever becomes of it.</summary>
    OneTry,

    /// <summary>At the first answer: the job, if there is one, is there by now.</summary>
    OneAnswer,

    /// <summary>When the server has answered "no" for some seconds: the command has come to an end, but its job may be late.</summary>
    Seconds,

    /// <summary>At the end of the patience only: the command may still be on its way.</summary>
    UntilSure,
}
