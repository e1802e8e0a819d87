namespace CloudStack.Client.Jobs.Polling;

/// <summary>The outcome of a poll: a response, or the reason why there is none.</summary>
internal sealed record PollOutcome(JobSnapshot? Snapshot, Exception? Failure);
