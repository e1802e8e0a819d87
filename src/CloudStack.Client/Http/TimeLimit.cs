namespace CloudStack.Client.Http;

/// <summary>Which of the client's time limits applies to an exchange.</summary>
internal enum TimeLimit
{
    Read,

    /// <summary>Synchronous changes: the server responds when they are done, which may take minutes.</summary>
    Write,
}
