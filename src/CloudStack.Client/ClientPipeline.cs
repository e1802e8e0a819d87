using CloudStack.Client.Commands;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Jobs.Submission;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client;

/// <summary>
/// Puts the handlers of a client in line. A call goes through all of them, from the top to the bottom; polls and look-ups
/// begin at the retries.
/// </summary>
internal sealed class ClientPipeline : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestThrottle _throttle;
    private readonly ServerOutage _outage;
    private readonly SessionHandler _sessions;

    public ClientPipeline(ClientSettings settings, Func<HttpClient> http, bool hasOuterHandlers, TimeProvider timeProvider, ILogger logger)
    {
        CancellationToken stopping = _stopping.Token;
        ServerClock clock = new(timeProvider, settings.SignatureLifetime);
        WireSettings wire = new(clock, new BodyBuffers(), settings.MaxResponseBytes, hasOuterHandlers, settings.UserAgent, settings.TracePolls);
        _throttle = new RequestThrottle(settings.MaxConcurrentRequests, timeProvider);
        _outage = new ServerOutage(timeProvider);
        _sessions = new SessionHandler(settings.Credentials, settings.ReadTimeout, timeProvider, logger, stopping);
        string host = settings.Endpoint.Host;

        HttpMessageHandler exchanges = Line(
            new RetryHandler(settings.MaxRetries, settings.ReadTimeout, timeProvider, logger),
            new ThrottleHandler(_throttle, _outage),
            _sessions,
            new ClockHandler(clock, logger),
            new TimeoutHandler(settings.ReadTimeout, settings.WriteTimeout, timeProvider, logger),
            new ResponseHandler(new ResponseReader(logger, timeProvider), wire, timeProvider, logger, stopping),
            new WireHandler(http, settings.Endpoint, settings.Method, wire, logger, stopping));
        JobApi = new JobApi(new HttpMessageInvoker(exchanges), clock, _throttle, logger);
        Jobs = new JobOperations(JobApi, settings.Polling, timeProvider, logger, settings.CompletionSources);
        JobClient = new JobClient(JobApi, Jobs, host, settings.PageSize, timeProvider);

        Commands = new CommandHandler(new JobHandleFactory(Jobs, host, timeProvider), settings.PageSize, logger);
        Line(
            Commands,
            new TelemetryHandler(settings.Endpoint, timeProvider),
            new SubmissionHandler(new JobLookUp(JobApi, settings.LookUpTimeout, timeProvider), Jobs.ConnectSources, settings.AssignJobIds, settings.RepeatLostCreates, settings.MaxRetries, host, timeProvider, logger),
            exchanges);
    }

    /// <summary>The first handler.</summary>
    public CommandHandler Commands { get; }

    /// <summary>The commands about jobs.</summary>
    public JobApi JobApi { get; }

    /// <summary>What handles call.</summary>
    public JobOperations Jobs { get; }

    public IJobClient JobClient { get; }

    /// <summary>Calls and waits that are under way, and later ones, end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Stop();

        // What is left to do asynchronously is only the poller's own end; nobody has to wait for it.
        _ = Jobs.DisposeAsync().AsTask();
    }

    /// <summary>As <see cref="Dispose"/>, and logs out.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await Jobs.DisposeAsync().ConfigureAwait(false);
        await _sessions.LogOutAsync().ConfigureAwait(false);
    }

    private void Stop()
    {
        _throttle.Dispose();
        _outage.Dispose();

        // Requests that are under way end now, whoever owns the connections.
        _stopping.Cancel();
    }

    private static HttpMessageHandler Line(params ReadOnlySpan<HttpMessageHandler> handlers)
    {
        for (int i = 0; i < handlers.Length - 1; i++)
        {
            ((DelegatingHandler)handlers[i]).InnerHandler = handlers[i + 1];
        }

        return handlers[0];
    }
}
