using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>A synchronous command whose response is an object. Its method returns <c>Task&lt;T&gt;</c>.</summary>
/// <typeparam name="T">The type of the response.</typeparam>
public abstract class CommandRequest<T> : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(Command, CreateParameters(extra), ObjectResponse.Read<T>) { MayBeJob = true };

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => response;

    internal override object? CompleteJob(JobResult result) => new JobResult<T>(result.Job, result.Completion).GetValueOrThrow();
}
