using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// A synchronous command that is sent once and whose response is a list, such as <c>registerTemplate</c>. Its method returns
/// <c>Task&lt;IReadOnlyList&lt;T&gt;&gt;</c>.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public abstract class ListCommandRequest<T> : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(Command, CreateParameters(extra), ListResponse<T>.Read) { MayBeJob = true };

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => ((ListResponse<T>)response!).Items;

    internal override object? CompleteJob(JobResult result) => new JobResult<JobList<T>>(result.Job, result.Completion).GetValueOrThrow();
}
