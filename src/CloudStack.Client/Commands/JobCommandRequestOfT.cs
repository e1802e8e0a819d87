using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>An asynchronous command whose job ends with a result. Its method returns <c>Task&lt;JobHandle&lt;T&gt;&gt;</c>.</summary>
/// <typeparam name="T">The type of the job's result.</typeparam>
public abstract class JobCommandRequest<T> : JobCommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => jobs.Create<T>(context, (SubmitResponse)response!);
}
