namespace CloudStack.Client;

/// <summary>Why a job failed.</summary>
/// <param name="ErrorCode">
/// The server's code, such as 530 or 431; most failures arrive under these two whatever their cause. 0 if the server gave none.
/// </param>
/// <param name="Text">The server's words, without the values of sensitive parameters; a general sentence if it gave none.</param>
/// <param name="Kind">What kind of failure it is; for a general code it is found in the words.</param>
public sealed record JobError(int ErrorCode, string Text, ErrorKind Kind);
