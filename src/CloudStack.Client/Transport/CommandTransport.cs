using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;
using Microsoft.Extensions.Logging;
using Polly;

namespace CloudStack.Client.Transport;

/// <summary>Sends commands: one exchange, with the repetitions that the kind of the command allows around it.</summary>
internal sealed partial class CommandTransport : IDisposable
{
    private static readonly HashSet<string> ProtocolNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "command", "response", "apikey", "signature", "signatureversion", "expires", "sessionkey",
    };

    private readonly ClientSettings _settings;
    private readonly Func<HttpClient> _http;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ResiliencePipelines _pipelines;
    private readonly ResponseInterpreter _interpreter;
    private readonly RequestGovernor _governor;
    private readonly ServerClock _clock;
    private readonly BodyBuffers _bodies = new();
    private readonly SessionManager _sessions;
    private readonly CancellationTokenSource _stopping = new();

    private volatile bool _disposed;

    public CommandTransport(ClientSettings settings, Func<HttpClient> http, TimeProvider timeProvider, ILogger logger)
    {
        _settings = settings;
        _http = http;
        _timeProvider = timeProvider;
        _logger = logger;
        _pipelines = new ResiliencePipelines(settings, timeProvider, logger);
        _interpreter = new ResponseInterpreter(logger, timeProvider);
        _governor = new RequestGovernor(settings.MaxConcurrentRequests, timeProvider);
        _clock = new ServerClock(timeProvider);
        _sessions = new SessionManager(LogInAsync, timeProvider, _stopping.Token);
    }

    /// <summary>The parameters of a request, checked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="extra">Others, which stand in the address of the method; null for none.</param>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or has no wire form.</exception>
    public static ParameterList Parameters(CommandRequest request, IReadOnlyList<KeyValuePair<string, string>>? extra)
    {
        ParameterList parameters = new();
        ParameterWriter writer = new(parameters);
        request.WriteTo(ref writer);
        if (extra is not null)
        {
            AddAll(parameters, extra, request.Command.SensitiveParameters);
        }

        if (request.AdditionalParametersOrNull is { } additional)
        {
            AddAll(parameters, additional);
        }

        return parameters;
    }

    /// <summary>The parameters of a command without a request class, checked.</summary>
    /// <exception cref="ArgumentException">A parameter is reserved for the protocol or has no wire form.</exception>
    public static ParameterList Parameters(IEnumerable<KeyValuePair<string, string>>? given)
    {
        ParameterList parameters = new();
        if (given is not null)
        {
            AddAll(parameters, given);
        }

        return parameters;
    }

    /// <summary>Sends a synchronous command, again where its kind allows that, and reads the answer.</summary>
    public async Task<TResult> SendAsync<TResult>(CommandCall call, ContentReader<TResult> read, CancellationToken cancellationToken)
        where TResult : class?
    {
        CallScope scope = CallScope.Begin(call, _settings.Endpoint, _timeProvider);
        try
        {
            (ResiliencePipeline retry, ResiliencePipeline timeout) = call.IsRead
                ? (_pipelines.ReadRetry, _pipelines.ReadTimeout)
                : (_pipelines.WriteRetry, _pipelines.WriteTimeout);
            Outcome<object?> outcome = await RepeatAsync(retry, new Exchange(this, call, timeout, read), cancellationToken).ConfigureAwait(false);
            if (!call.IsRead && outcome.Exception is CloudStackTransportException e && FailureClassifier.LostTheAnswer(e))
            {
                throw new AmbiguousSubmissionException(
                    $"{call.Command} was sent and its answer was lost; it may have been executed, and was not sent again. Look at the resource. ({e.Message})",
                    call.Command,
                    token: null,
                    e);
            }

            outcome.ThrowIfException();
            scope.End(failure: null);
            return (TResult)outcome.Result!;
        }
        catch (Exception e)
        {
            scope.End(e);
            ThrowIfCanceledUnderWay(call, id: null, e, cancellationToken);
            throw;
        }
    }

    /// <summary>From now on every call ends with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _disposed = true;
        _governor.Dispose();
        // Requests that are under way end now, whoever owns the connections.
        _stopping.Cancel();
    }

    /// <summary>Nobody can tell what became of a change whose caller did not wait for its answer: that is worth an exception of its own.</summary>
    private void ThrowIfCanceledUnderWay(CommandCall call, string? id, Exception exception, CancellationToken cancellationToken)
    {
        if (!call.IsRead && call.Attempts > 0 && exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            throw CommandCanceledException.UnderWay(call.Command, TokenFor(call, id), cancellationToken);
        }
    }

    private static void AddAll(ParameterList parameters, IEnumerable<KeyValuePair<string, string>> given, IReadOnlyList<string>? sensitive = null)
    {
        foreach ((string name, string value) in given)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("A parameter has no name.", nameof(given));
            }

            if (value is null)
            {
                throw new ArgumentException($"Parameter '{name}' is null; leave it out.", name);
            }

            if (ProtocolNames.Contains(name))
            {
                throw new ArgumentException($"Parameter '{name}' belongs to the protocol; the client sets it itself.", name);
            }

            parameters.Set(name, value, sensitive?.Contains(name, StringComparer.OrdinalIgnoreCase) ?? false);
        }
    }
}
