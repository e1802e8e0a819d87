namespace CloudStack.Client;

/// <summary>Why a job failed.</summary>
/// <param name="ErrorCode">
/// The server's error code, such as 530 or 431. Most failures have one of these two codes, whatever their cause. 0 if the server
/// gave none.
/// </param>
/// <param name="Text">The server's message, without the values of sensitive parameters; a general sentence if the server gave none.</param>
/// <param name="Kind">The kind of failure. For a general error code, it is derived from the message.</param>
public sealed record JobError(int ErrorCode, string Text, ErrorKind Kind);
