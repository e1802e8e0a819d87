using System.Diagnostics;

namespace CloudStack.Client.Jobs;

/// <summary>The data that is needed to find a job and to read its result.</summary>
internal sealed record JobIdentity(string Id, string Command, string? ResourceId, DateTimeOffset SubmittedAt, string? Host)
{
    /// <summary>When the job was submitted, in ticks of the client's clock; null for a job that was resumed.</summary>
    public long? SubmittedTimestamp { get; init; }

    /// <summary>
    /// When the command was first sent, in ticks of the client's clock. The job is no older, but it can be much older than the
    /// response if that was lost, and the job was looked up. Null for a job that was resumed or that an earlier run had submitted.
    /// </summary>
    public long? SentTimestamp { get; init; }

    /// <summary>The activity that submitted the job; default if nothing was listening, and for a job that was resumed.</summary>
    public ActivityContext SubmitContext { get; init; }

    /// <summary>The id of the object that the command was sent for (its parameter <c>id</c>); null if it has none.</summary>
    public string? TargetId { get; init; }

    /// <summary>The key of the result if a response has several keys; null to use the only key.</summary>
    public string? ResultKey { get; init; }

    /// <summary>Secrets that were sent with the command. Failures of the job may repeat them, and they must be removed.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Creates the identity for a test, with an id of zeros if the test gives none.</summary>
    public static JobIdentity OfTest(string? resourceId, string? jobId) =>
        new(jobId ?? "00000000-0000-0000-0000-000000000000", Command: "", resourceId, DateTimeOffset.UnixEpoch, Host: null);
}
