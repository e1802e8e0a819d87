namespace CloudStack.Simulator;

internal enum JobEndingKind
{
    Success,
    SuccessWithoutResult,
    SuccessWithNullKey,
    SuccessWithResponses,
    SuccessWithDetails,
    SuccessFalse,
    Failure,
    FailureWithoutResult,
    Restart,
    OtherStatus,
    Unreadable,
    Never,
}
