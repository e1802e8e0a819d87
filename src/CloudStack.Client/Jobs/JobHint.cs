using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>
/// A hint that a job, or a job that works on a resource, may have ended, which is a reason to query the server now. A hint never
/// says how a job ended.
/// </summary>
/// <param name="JobId">The job's id; null if only the resource is known.</param>
/// <param name="ResourceId">The id of the resource that a job works on; null if only the job is known.</param>
public readonly record struct JobHint(string? JobId, string? ResourceId)
{
    /// <summary>Whether the hint contains nothing at all. Empty hints are ignored.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(JobId) && string.IsNullOrEmpty(ResourceId);

    /// <summary>
    /// Reads the body of a webhook (servers since 4.20). Webhooks report actions, not jobs, and arrive up to 2 s before the end of
    /// the job is recorded. The hint therefore names the entity, and the client queries a second time. Check
    /// <see cref="WebhookSignature"/> first.
    /// </summary>
    /// <param name="body">The body as it was received, UTF-8 JSON.</param>
    /// <returns>
    /// The hint. It is empty for everything except a completed action with an entity: other stages of an action, test deliveries,
    /// and bodies that can't be read.
    /// </returns>
    public static JobHint FromWebhook(ReadOnlySpan<byte> body)
    {
        EventBody read = EventBody.Read(body);
        return read.Status == "Completed" ? new JobHint(null, read.EntityId) : default;
    }

    /// <summary>
    /// Reads the body of a job event from the message bus (RabbitMQ, Kafka). Only the job id is used: the result in the event has a
    /// different format than the API's, and its parameters contain secrets.
    /// </summary>
    /// <param name="body">The body as it was received, UTF-8 JSON.</param>
    /// <returns>
    /// The hint. It is empty for a job that is still running (<c>IN_PROGRESS</c>), for events of other kinds, and for bodies that
    /// can't be read.
    /// </returns>
    public static JobHint FromBusMessage(ReadOnlySpan<byte> body)
    {
        EventBody read = EventBody.Read(body);
        return read.Status == "IN_PROGRESS" ? default : new JobHint(read.JobId, null);
    }
}
