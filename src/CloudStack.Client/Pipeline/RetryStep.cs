namespace CloudStack.Client.Pipeline;

/// <summary>What <see cref="RetryRules"/> has decided.</summary>
internal enum RetryStep
{
    /// <summary>The caller is told.</summary>
    Fail,

    /// <summary>The request goes out again when it is its turn, however often that is.</summary>
    SendAgainInTurn,

    /// <summary>The request goes out again, a few times.</summary>
    SendAgain,

    /// <summary>The request goes out again for as long as a read may take.</summary>
    SendAgainForAWhile,

    /// <summary>The job is looked for; the command may still be on its way, so only the end of the patience says "no".</summary>
    LookUpUntilSure,

    /// <summary>The job is looked for; a server that has answered "no" for some seconds is believed.</summary>
    LookUpForSeconds,

    /// <summary>The job is looked for, and the first answer counts; without a job the failure is the caller's.</summary>
    LookUpBeforeFailing,

    /// <summary>The job is asked for once; without a job the failure is the caller's.</summary>
    LookUpOnce,

    /// <summary>Nobody can tell whether the command was executed.</summary>
    Ambiguous,
}
