using System.Collections.Concurrent;
using System.Net;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;
using Refit;

namespace CloudStack.Client.Commands;

/// <summary>
/// The first handler. It takes the request object from a message of Refit's implementations, sends its command, and responds with
/// the finished object. If a handler in front of this one repeats a message, it gets the first result.
/// </summary>
internal sealed class CommandHandler : DelegatingHandler
{
    private const string CommandRoute = "?command=";

    private static readonly HttpRequestOptionsKey<Task<object?>> ExecutionKey = new("CloudStack.Client.Execution");
    private static readonly HttpRequestOptionsKey<Type> InterfaceKey = new(HttpRequestMessageOptions.InterfaceType);
    private static readonly HttpRequestOptionsKey<string> MethodKey = new(HttpRequestMessageOptions.MethodName);

    private readonly ConcurrentDictionary<string, bool> _unexpectedJobs = new(StringComparer.Ordinal);
    private readonly JobHandleFactory _jobs;
    private readonly QuerySettings _queries;
    private readonly UserDataRule _userData;
    private readonly ILogger _logger;
    private readonly CommandScope? _scope;

    /// <param name="jobs">Creates the job handles.</param>
    /// <param name="userData">Refuses user data that a server would refuse.</param>
    /// <param name="pageSize">How many items a page of a query should have.</param>
    /// <param name="polling">The settings for waits for the results of a query.</param>
    /// <param name="timeProvider">Provides the time for these waits.</param>
    /// <param name="logger">Logs jobs that weren't expected.</param>
    public CommandHandler(
        JobHandleFactory jobs, UserDataRule userData, int pageSize, PollingOptions polling, TimeProvider timeProvider, ILogger logger)
    {
        _jobs = jobs;
        _userData = userData;
        _logger = logger;
        Invoker = new HttpMessageInvoker(this, disposeHandler: false);
        _queries = new QuerySettings(Invoker, pageSize, polling, timeProvider);
    }

    private CommandHandler(CommandHandler other, CommandScope scope)
        : this(other._jobs, other._userData, other._queries.PageSize, other._queries.Polling, other._queries.TimeProvider, other._logger)
    {
        _scope = scope;
        InnerHandler = other.InnerHandler!;
    }

    /// <summary>Sends requests to this handler.</summary>
    public HttpMessageInvoker Invoker { get; }

    /// <summary>Creates a handler that adds the parameters of a scope and sends requests like this one.</summary>
    public CommandHandler In(CommandScope scope) => new(this, scope);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (CommandRequest command, IReadOnlyList<KeyValuePair<string, string>>? extra) = Read(request);
        Task<object?> execution = Executed(request) ?? ExecuteAsync(command, extra, cancellationToken);
        Keep(request, execution);

        // A query completes immediately, and its method can return it only if there is no asynchronous step.
        return execution.IsCompletedSuccessfully
            ? Task.FromResult(Respond(request, command.Command, execution.GetAwaiter().GetResult()))
            : RespondAsync(request, command.Command, execution, cancellationToken);
    }

    private Task<object?> ExecuteAsync(CommandRequest command, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken) =>
        command.CreateQuery(extra, _queries) is { } query
            ? Task.FromResult<object?>(query)
            : SendOnAsync(command, command.CreateContext(extra), cancellationToken);

    private async Task<object?> SendOnAsync(CommandRequest command, CommandContext context, CancellationToken cancellationToken)
    {
        using (context)
        {
            _scope?.AddTo(context.Parameters, command.Command);
            _userData.Check(context);
            object? result = CommandResponse.ResultOf(await base.SendAsync(context, cancellationToken).ConfigureAwait(false));
            return result is SubmitResponse { IsJob: true } job && context.MayBeJob
                ? command.CompleteJob(await WaitForUnexpectedAsync(context, job, cancellationToken).ConfigureAwait(false))
                : command.Complete(result, context, _jobs);
        }
    }

    private Task<JobResult> WaitForUnexpectedAsync(CommandContext context, SubmitResponse response, CancellationToken cancellationToken)
    {
        if (_unexpectedJobs.TryAdd(context.Command, true))
        {
            Log.UnexpectedJob(_logger, context.Command);
        }

        return _jobs.Create(context, response).WaitForCompletionAsync(cancellationToken);
    }

    private static Task<object?>? Executed(HttpRequestMessage request) =>
        request.Content is CommandContent content ? content.Execution : request.Options.TryGetValue(ExecutionKey, out Task<object?>? execution) ? execution : null;

    private static void Keep(HttpRequestMessage request, Task<object?> execution)
    {
        if (request.Content is CommandContent content)
        {
            content.Execution = execution;
        }
        else
        {
            request.Options.Set(ExecutionKey, execution);
        }
    }

    private static async Task<HttpResponseMessage> RespondAsync(
        HttpRequestMessage request, CommandDescriptor command, Task<object?> execution, CancellationToken cancellationToken)
    {
        object? result = await execution.ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested && command.Kind != CommandKind.Read)
        {
            // Refit would drop the result without reporting the job.
            throw CommandCanceledException.AfterResult(command.Name, result as JobHandle, cancellationToken);
        }

        return Respond(request, command, result);
    }

    private static HttpResponseMessage Respond(HttpRequestMessage request, CommandDescriptor command, object? result) =>
        new(HttpStatusCode.OK) { RequestMessage = request, Content = new ResultContent(command, result) };

    /// <summary>The command of a message, and the parameters in its address.</summary>
    /// <exception cref="InvalidOperationException">The message doesn't come from an interface of commands.</exception>
    private static (CommandRequest Command, IReadOnlyList<KeyValuePair<string, string>>? Extra) Read(HttpRequestMessage message)
    {
        string query = message.RequestUri?.Query ?? "";
        if (message.Content is CommandContent { Request: var request } content)
        {
            if (message.RequestUri is null)
            {
                // The request wasn't sent by a method, so there is no route that could contradict it.
                return (request, content.Extra);
            }

            string name = request.Command.Name;
            if (query.Length == CommandRoute.Length + name.Length && query.StartsWith(CommandRoute, StringComparison.Ordinal) && query.EndsWith(name, StringComparison.Ordinal))
            {
                return (request, null);
            }

            (string? routed, List<KeyValuePair<string, string>> extra) = Parse(query);
            return routed == name
                ? (request, extra)
                : throw new InvalidOperationException(
                    $"{Describe(message)} has the route '{query}', but its request is for the command {name}. Use [Get(\"{CommandRoute}{name}\")] or [Post(\"{CommandRoute}{name}\")].");
        }

        (string? command, List<KeyValuePair<string, string>> parameters) = Parse(query);
        if (message.Options.TryGetValue(InterfaceKey, out Type? type)
            && message.Options.TryGetValue(MethodKey, out string? method)
            && CommandMethods.Find(type, method, command ?? "") is { } declared)
        {
            return (declared, parameters);
        }

        throw new InvalidOperationException(
            $"{Describe(message)} does not send a command. A method must take a request class as its [Body], or individual parameters with a route such as \"?command=listZones\", "
            + "and the source generator of CloudStack.Client must process the interface.");
    }

    private static (string? Command, List<KeyValuePair<string, string>> Parameters) Parse(string query)
    {
        string? command = null;
        List<KeyValuePair<string, string>> parameters = [];
        foreach (string pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]);
            string value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
            if (name == "command" && command is null)
            {
                command = value;
            }
            else if (parameters.Exists(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException($"Parameter '{name}' is set twice; the server accepts each name once. Send a list as one value with commas (CollectionFormat.Csv, the default).", name);
            }
            else
            {
                parameters.Add(new(name, value));
            }
        }

        return (command, parameters);
    }

    private static string Describe(HttpRequestMessage message)
    {
        message.Options.TryGetValue(InterfaceKey, out Type? type);
        message.Options.TryGetValue(MethodKey, out string? method);
        return type is null ? "The message" : $"{type}.{method}";
    }
}
