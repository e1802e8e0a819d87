using CloudStack.Client.Commands;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs;
using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// An asynchronous command. A class that derives directly from this one represents a command whose job result isn't needed. Its
/// method returns <c>Task&lt;JobHandle&gt;</c>.
/// </summary>
/// <seealso cref="JobCommandRequest{T}"/>
public abstract class JobCommandRequest : CommandRequest
{
    /// <summary>
    /// The id of the job, a UUID; null (the default) lets the client choose a random one. Choose it yourself to find the job again
    /// after a crash. An id that was sent before leads to the first job instead of starting a second one, as long as the server
    /// keeps that job (a day by default). This also works when the server can no longer write the job's result;
    /// <see cref="JobHandle.ResourceId"/> is then null. Never use one id for two different commands.
    /// </summary>
    /// <remarks>
    /// Sent as <c>customjobid</c>, in lower case, because the server refuses other forms of a UUID. Any account may send it.
    /// </remarks>
    public string? CustomJobId { get; init; }

    internal override CommandContext CreateContext(IReadOnlyList<KeyValuePair<string, string>>? extra)
    {
        ParameterList parameters = CreateParameters(extra);

        // The id can also be among the additional parameters.
        string? id = CustomJobId ?? (parameters.TryGet(ParameterList.CustomJobId, out string given) ? given : null);
        return new CommandContext(Command, parameters, SubmitResponse.Read) { CustomJobId = id is null ? null : JobIds.Normalize(id, nameof(CustomJobId)) };
    }

    internal override object? Complete(object? response, CommandContext context, JobHandleFactory jobs) => jobs.Create(context, (SubmitResponse)response!);
}
