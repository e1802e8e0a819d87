using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs;
using CloudStack.Client.Responses;

namespace CloudStack.Client.Commands;

/// <summary>Creates handles from the responses to submissions.</summary>
internal sealed class JobHandleFactory(IJobOperations jobs, string host, TimeProvider timeProvider)
{
    public JobHandle Create(CommandContext context, SubmitResponse response)
    {
        JobIdentity identity = Identify(context, response);
        return new JobHandle(identity, jobs, CompletionOf(response, identity));
    }

    public JobHandle<T> Create<T>(CommandContext context, SubmitResponse response)
        where T : class, ICloudStackModel<T>
    {
        JobIdentity identity = Identify(context, response);
        return new JobHandle<T>(identity, jobs, CompletionOf(response, identity));
    }

    private JobIdentity Identify(CommandContext context, SubmitResponse response) =>
        new(response.JobId ?? "", context.Command, response.ResourceId, timeProvider.GetUtcNow(), host)
        {
            SubmittedTimestamp = timeProvider.GetTimestamp(),
            SentTimestamp = context.FirstSentAt,
            SubmitContext = context.Span,
            TargetId = context.Parameters.TryGet("id", out string target) ? target : null,
            ResultKey = context.Descriptor.ResultKey,
            Secrets = context.Parameters.Secrets,
        };

    /// <summary>A command that was answered directly is over, so its response is read like the result of a job.</summary>
    private static JobCompletion? CompletionOf(SubmitResponse response, JobIdentity identity)
    {
        if (response.IsJob)
        {
            return null;
        }

        JobSnapshot snapshot = new() { JobId = "", Status = JobStatus.Succeeded, RawResult = response.Content };
        return JobResultReader.Complete(snapshot, identity) with { Snapshot = null };
    }
}
