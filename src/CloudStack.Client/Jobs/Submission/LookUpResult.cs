using CloudStack.Client.Responses;

namespace CloudStack.Client.Jobs.Submission;

/// <summary>What a look-up has found.</summary>
/// <param name="Job">The job; null if it was not found.</param>
/// <param name="SaidNo">Whether the server's latest answer was that there is no such job.</param>
/// <param name="Failure">What the latest query ran into; null after an answer.</param>
internal readonly record struct LookUpResult(SubmitResponse? Job, bool SaidNo, CloudStackException? Failure);
