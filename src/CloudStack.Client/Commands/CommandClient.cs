using System.Text.Json;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Jobs;
using CloudStack.Client.Transport;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client;

/// <summary>Puts requests, transport and jobs together.</summary>
internal sealed class CommandClient(CommandTransport transport, JobEngine engine, ClientSettings settings, TimeProvider timeProvider, ILogger logger) : ICommandClient
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _unexpectedJobs = new(StringComparer.Ordinal);

    public async Task SendAsync(CommandDescriptor command, CommandRequest? request, CancellationToken cancellationToken)
    {
        CommandCall call = Call(command, request);
        try
        {
            SubmitAnswer answer = await transport.SendAsync(call, SubmitAnswer.Read, cancellationToken).ConfigureAwait(false);
            if (answer.IsJob)
            {
                (await WaitForUnexpectedJobAsync(call, answer, cancellationToken).ConfigureAwait(false)).EnsureSuccess();
            }
        }
        catch (ResponseFormatException e) when (e is { HttpStatus: 200, IsEmpty: true })
        {
            // A command that sets no answer ends like this.
        }
    }

    public async Task<T> SendAsync<T>(CommandDescriptor<T> command, CommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(command, request);
        object? answer = await transport.SendAsync(call, ObjectAnswer.Read<T>, cancellationToken).ConfigureAwait(false);
        return answer is SubmitAnswer job
            ? await WaitForValueAsync<T>(call, job, cancellationToken).ConfigureAwait(false)
            : (T?)answer ?? throw NoObject(call);
    }

    public async Task<IReadOnlyList<T>> SendListAsync<T>(CommandDescriptor<T> command, CommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(command, request);
        ListAnswer<T> answer = await transport.SendAsync(call, ListAnswer<T>.Read, cancellationToken).ConfigureAwait(false);
        return answer.Job is { } job
            ? await WaitForValueAsync<JobList<T>>(call, job, cancellationToken).ConfigureAwait(false)
            : answer.Items;
    }

    public async Task<JobHandle> SubmitAsync(CommandDescriptor command, JobCommandRequest? request, CancellationToken cancellationToken)
    {
        CommandCall call = Call(command, request);
        SubmitAnswer answer = await SubmitAsync(call, request?.CustomJobId, cancellationToken).ConfigureAwait(false);
        return new JobHandle(Identify(call, answer), engine, Completion(call, answer));
    }

    public async Task<JobHandle<T>> SubmitAsync<T>(CommandDescriptor<T> command, JobCommandRequest? request, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(command, request);
        SubmitAnswer answer = await SubmitAsync(call, request?.CustomJobId, cancellationToken).ConfigureAwait(false);
        return new JobHandle<T>(Identify(call, answer), engine, Completion(call, answer));
    }

    public PagedQuery<T> Query<T>(CommandDescriptor<T> command, CommandRequest? request)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(command);
        return new PagedQuery<T>(new PageSource<T>(transport, WaitForValueAsync<JobList<T>>, command, request, settings.PageSize));
    }

    public async Task<JsonElement> SendAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default)
    {
        CommandCall call = new(new CommandDescriptor(command, CommandKinds.Guess(command)), CommandTransport.Parameters(parameters));
        return (JsonElement)await transport.SendAsync(
            call,
            static (ref reader, _, _) => (object)(reader.ReadElement() ?? default),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<JobHandle> SubmitAsync(string command, IEnumerable<KeyValuePair<string, string>>? parameters = null, CancellationToken cancellationToken = default)
    {
        CommandCall call = new(new CommandDescriptor(command, CommandKind.CreateJob), CommandTransport.Parameters(parameters));
        string? customJobId = call.Parameters.TryGet("customjobid", out string id) ? id : null;
        SubmitAnswer answer = await SubmitAsync(call, customJobId, cancellationToken).ConfigureAwait(false);
        return new JobHandle(Identify(call, answer), engine, Completion(call, answer));
    }

    private static CommandCall Call(CommandDescriptor command, CommandRequest? request)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new CommandCall(command, CommandTransport.Parameters(request));
    }

    private Task<SubmitAnswer> SubmitAsync(CommandCall call, string? customJobId, CancellationToken cancellationToken)
    {
        string? id = customJobId is null ? null : JobIds.Normalize(customJobId, nameof(JobCommandRequest.CustomJobId));
        engine.Listen();
        return transport.SubmitAsync(call, id, cancellationToken);
    }

    private JobIdentity Identify(CommandCall call, SubmitAnswer answer) =>
        new(answer.JobId ?? "", call.Command, answer.ResourceId, timeProvider.GetUtcNow(), settings.Endpoint.Host)
        {
            SubmittedTimestamp = timeProvider.GetTimestamp(),
            SubmitContext = call.SpanContext,
            TargetId = call.Parameters.TryGet("id", out string target) ? target : null,
            ResultKey = call.ResultKey,
            Secrets = call.Parameters.Secrets,
        };

    /// <summary>A command that was answered directly is over: its answer is read like the result of a job.</summary>
    private JobCompletion? Completion(CommandCall call, SubmitAnswer answer)
    {
        if (answer.IsJob)
        {
            return null;
        }

        JobSnapshot snapshot = new() { JobId = "", Status = JobStatus.Succeeded, RawResult = answer.Content };
        JobCompletion completion = JobResultReader.Complete(snapshot, Identify(call, answer));
        return completion with { Snapshot = null };
    }

    private async Task<T> WaitForValueAsync<T>(CommandCall call, SubmitAnswer answer, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        JobResult result = await WaitForUnexpectedJobAsync(call, answer, cancellationToken).ConfigureAwait(false);
        return new JobResult<T>(result.Job, result.Completion).GetValueOrThrow();
    }

    private async Task<JobResult> WaitForUnexpectedJobAsync(CommandCall call, SubmitAnswer answer, CancellationToken cancellationToken)
    {
        if (_unexpectedJobs.TryAdd(call.Command, true))
        {
            Log.UnexpectedJob(logger, call.Command);
        }

        return await new JobHandle(Identify(call, answer), engine).WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ResponseFormatException NoObject(CommandCall call) =>
        new($"{call.Command} was answered with something that is no object.", call.Command, httpStatus: 200, snippet: null);
}
