namespace CloudStack.Client.IntegrationTests.Faults;

/// <summary>How a call ends for its caller, whatever happened in between.</summary>
internal enum Outcome
{
    /// <summary>With its value or handle, as if nothing had happened.</summary>
    Works,

    /// <summary>With <see cref="AmbiguousSubmissionException"/>.</summary>
    Ambiguous,

    /// <summary>With <see cref="CloudStackApiException"/>: the server refused.</summary>
    Refused,

    /// <summary>With <see cref="CloudStackTransportException"/>.</summary>
    Unreachable,

    /// <summary>With <see cref="ResponseFormatException"/>.</summary>
    Unreadable,

    /// <summary>With anything else, which is always wrong.</summary>
    Other,
}
