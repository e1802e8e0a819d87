namespace CloudStack.Client.Pipeline;

/// <summary>The decision of <see cref="RetryRules"/>.</summary>
internal enum RetryStep
{
    /// <summary>Report the failure to the caller.</summary>
    Fail,

    /// <summary>Send the request again when it gets its next turn, any number of times.</summary>
    SendAgainInTurn,

    /// <summary>Send the request again, a few times.</summary>
    SendAgain,

    /// <summary>Send the request again for as long as a read may take.</summary>
    SendAgainForAWhile,

    /// <summary>Look the job up. The command may still be on its way, so "no such job" counts only when the patience ends.</summary>
    LookUpUntilSure,

    /// <summary>Look the job up. If the server has said "no such job" for some seconds, that's final.</summary>
    LookUpForSeconds,

    /// <summary>Look the job up; the first response counts. If there is no job, report the failure to the caller.</summary>
    LookUpBeforeFailing,

    /// <summary>Look the job up once. If there is no job, report the failure to the caller.</summary>
    LookUpOnce,

    /// <summary>Whether the command was executed is unknown.</summary>
    Ambiguous,
}
