namespace CloudStack.Simulator;

internal enum FaultKind
{
    Close,
    Reset,
    Refuse,
    Hang,
    Answer,
    ApiError,
    Delay,
    SlowBody,
    CutBody,
    RawControlByte,
    InvalidEscape,
    PercentEncode,
    DateOffset,
    IgnoreCustomJobId,
    ListFinishedJobs,
    Echo,
    NumericManagementServerId,
}
