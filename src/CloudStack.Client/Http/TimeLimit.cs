namespace CloudStack.Client.Http;

/// <summary>Which of the client's time limits holds for an exchange.</summary>
internal enum TimeLimit
{
    Read,

    /// <summary>Synchronous changes: the server answers when they are done, which may take minutes.</summary>
    Write,
}
