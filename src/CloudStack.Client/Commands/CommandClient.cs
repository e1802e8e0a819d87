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

    public Task SendAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is JobCommandRequest
            ? throw new ArgumentException($"{request.Command} is asynchronous; use SubmitAsync, which gives the handle of its job.", nameof(request))
            : ExecuteAsync(request, extra: null, cancellationToken);
    }

    public async Task<T> SendAsync<T>(CommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (T)(await ExecuteAsync(request, extra: null, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<IReadOnlyList<T>> SendAsync<T>(ListCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (IReadOnlyList<T>)(await ExecuteAsync(request, extra: null, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<JobHandle> SubmitAsync(JobCommandRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (JobHandle)(await request.ExecuteAsync(this, extra: null, cancellationToken).ConfigureAwait(false))!;
    }

    public async Task<JobHandle<T>> SubmitAsync<T>(JobCommandRequest<T> request, CancellationToken cancellationToken = default)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return (JobHandle<T>)(await ExecuteAsync(request, extra: null, cancellationToken).ConfigureAwait(false))!;
    }

    public PagedQuery<T> Query<T>(QueryRequest<T> request)
        where T : class, ICloudStackModel<T>
    {
        ArgumentNullException.ThrowIfNull(request);
        return Query(request, extra: null);
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
        SubmitAnswer answer = await SubmitAsync(call, customJobId: null, cancellationToken).ConfigureAwait(false);
        return new JobHandle(Identify(call, answer), engine, Completion(call, answer));
    }

    /// <inheritdoc cref="CommandRequest.ExecuteAsync"/>
    internal async Task<object?> ExecuteAsync(CommandRequest request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
    {
        CommandCall call = Call(request, extra);
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

        return null;
    }

    /// <inheritdoc cref="CommandRequest.ExecuteAsync"/>
    internal async Task<object?> ExecuteAsync<T>(CommandRequest<T> request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(request, extra);
        object? answer = await transport.SendAsync(call, ObjectAnswer.Read<T>, cancellationToken).ConfigureAwait(false);
        return answer is SubmitAnswer job
            ? await WaitForValueAsync<T>(call, job, cancellationToken).ConfigureAwait(false)
            : answer ?? throw NoObject(call);
    }

    /// <inheritdoc cref="CommandRequest.ExecuteAsync"/>
    internal async Task<object?> ExecuteAsync<T>(ListCommandRequest<T> request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(request, extra);
        ListAnswer<T> answer = await transport.SendAsync(call, ListAnswer<T>.Read, cancellationToken).ConfigureAwait(false);
        return answer.Job is { } job
            ? await WaitForValueAsync<JobList<T>>(call, job, cancellationToken).ConfigureAwait(false)
            : answer.Items;
    }

    /// <inheritdoc cref="CommandRequest.ExecuteAsync"/>
    internal async Task<object?> ExecuteAsync(JobCommandRequest request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
    {
        CommandCall call = Call(request, extra);
        SubmitAnswer answer = await SubmitAsync(call, request.CustomJobId, cancellationToken).ConfigureAwait(false);
        return new JobHandle(Identify(call, answer), engine, Completion(call, answer));
    }

    /// <inheritdoc cref="CommandRequest.ExecuteAsync"/>
    internal async Task<object?> ExecuteAsync<T>(JobCommandRequest<T> request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
        where T : class, ICloudStackModel<T>
    {
        CommandCall call = Call(request, extra);
        SubmitAnswer answer = await SubmitAsync(call, request.CustomJobId, cancellationToken).ConfigureAwait(false);
        return new JobHandle<T>(Identify(call, answer), engine, Completion(call, answer));
    }

    internal PagedQuery<T> Query<T>(QueryRequest<T> request, IReadOnlyList<KeyValuePair<string, string>>? extra)
        where T : class, ICloudStackModel<T> =>
        new(new PageSource<T>(transport, WaitForValueAsync<JobList<T>>, request, extra, settings.PageSize));

    private static CommandCall Call(CommandRequest request, IReadOnlyList<KeyValuePair<string, string>>? extra) =>
        new(request.Command, CommandTransport.Parameters(request, extra));

    private Task<SubmitAnswer> SubmitAsync(CommandCall call, string? customJobId, CancellationToken cancellationToken)
    {
        // Also among the parameters without a property of their own.
        customJobId ??= call.Parameters.TryGet("customjobid", out string given) ? given : null;
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
