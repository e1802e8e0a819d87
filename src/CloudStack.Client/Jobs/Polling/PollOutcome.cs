namespace CloudStack.Client.Jobs.Polling;

/// <summary>What a poll brought: an answer, or why there is none.</summary>
internal sealed record PollOutcome(JobSnapshot? Snapshot, Exception? Failure);
