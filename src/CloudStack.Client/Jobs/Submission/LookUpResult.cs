using CloudStack.Client.Responses;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>The result of a look-up.</summary>
/// <param name="Job">The job; null if it was not found.</param>
/// <param name="SaidNo">Whether the server's latest response was that there is no such job.</param>
/// <param name="Failure">The failure of the latest query; null after a response.</param>
internal readonly record struct LookUpResult(SubmitResponse? Job, bool SaidNo, CloudStackException? Failure);
