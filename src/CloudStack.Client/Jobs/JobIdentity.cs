using System.Diagnostics;

namespace CloudStack.Client.Jobs;

/// <summary>What makes a job findable, and what reading its result needs.</summary>
internal sealed record JobIdentity(string Id, string Command, string? ResourceId, DateTimeOffset SubmittedAt, string? Host)
{
    /// <summary>When the job was submitted, in ticks of the client's clock; null for a job that was resumed.</summary>
    public long? SubmittedTimestamp { get; init; }

    /// <summary>The activity that submitted the job; default if nobody listened, and for a job that was resumed.</summary>
    public ActivityContext SubmitContext { get; init; }

    /// <summary>The id of the object that the command was sent for (its parameter <c>id</c>); null if it has none.</summary>
    public string? TargetId { get; init; }

    /// <summary>The key of the result where an answer has several; null if the only key is taken.</summary>
    public string? ResultKey { get; init; }

    /// <summary>Secrets that were sent with the command. Failures of the job may repeat them; they must not get through.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What a test makes; an id of zeros where it gives none.</summary>
    public static JobIdentity OfTest(string? resourceId, string? jobId) =>
        new(jobId ?? "00000000-0000-0000-0000-000000000000", Command: "", resourceId, DateTimeOffset.UnixEpoch, Host: null);
}
