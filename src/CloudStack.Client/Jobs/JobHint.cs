using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>
/// "This job, or a job that works on this resource, may have ended": a reason to ask the server now. It never says how a job
/// ended.
/// </summary>
/// <param name="JobId">The job's id; null if only the resource is known.</param>
/// <param name="ResourceId">The id of the resource that a job works on; null if only the job is known.</param>
public readonly record struct JobHint(string? JobId, string? ResourceId)
{
    /// <summary>Whether the hint says nothing at all; such a one is ignored.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(JobId) && string.IsNullOrEmpty(ResourceId);

    /// <summary>
    /// Reads the body of a webhook (servers since 4.20). Webhooks tell of actions, not of jobs, and come up to 2 s before the
    /// job's end is recorded; so the hint names the entity, and the client looks a second time. Check
    /// <see cref="WebhookSignature"/> first.
    /// </summary>
    /// <param name="body">The body as it came, UTF-8 JSON.</param>
    /// <returns>
    /// The hint; an empty one for everything but a completed action with an entity: other stages of an action, test
    /// deliveries, and bodies that cannot be read.
    /// </returns>
    public static JobHint FromWebhook(ReadOnlySpan<byte> body)
    {
        EventBody read = EventBody.Read(body);
        return read.Status == "Completed" ? new JobHint(null, read.EntityId) : default;
    }

    /// <summary>
    /// Reads the body of a job event of the message bus (RabbitMQ, Kafka). Only its job id is taken: the result that it also
    /// holds has another shape than the API's, and its parameters hold secrets.
    /// </summary>
    /// <param name="body">The body as it came, UTF-8 JSON.</param>
    /// <returns>
    /// The hint; an empty one for a job that still runs (<c>IN_PROGRESS</c>), for events of other kinds, and for bodies that
    /// cannot be read.
    /// </returns>
    public static JobHint FromBusMessage(ReadOnlySpan<byte> body)
    {
        EventBody read = EventBody.Read(body);
        return read.Status == "IN_PROGRESS" ? default : new JobHint(read.JobId, null);
    }
}
