using CloudStack.Client.Commands;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs.Polling;
using CloudStack.Client.Jobs.Submission;
using CloudStack.Client.Pipeline;
using CloudStack.Client.Responses;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client;

/// <summary>
/// Chains the handlers of a client. A call passes through all of them, from top to bottom. Polls and look-ups start at the retries.
/// </summary>
internal sealed class ClientPipeline : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestThrottle _throttle;
    private readonly ServerOutage _outage;
    private readonly SessionHandler _sessions;

    public ClientPipeline(ClientSettings settings, Func<HttpClient> http, bool hasOuterHandlers, TimeProvider timeProvider, ILoggerFactory loggers)
    {
        CancellationToken stopping = _stopping.Token;
        ILogger commands = loggers.CreateLogger(Log.Commands);
        ILogger jobs = loggers.CreateLogger(Log.Jobs);
        ILogger connections = loggers.CreateLogger(Log.Connections);
        Metrics metrics = new(new ClientIdentity(settings.Endpoint.Host, settings.Endpoint.Port, settings.Name));
        ServerClock clock = new(timeProvider, settings.SignatureLifetime);
        WireSettings wire = new(clock, new BodyBuffers(), settings.MaxResponseBytes, hasOuterHandlers, settings.UserAgent, settings.TracePolls);
        _throttle = new RequestThrottle(settings.MaxConcurrentRequests, timeProvider);
        _outage = new ServerOutage(timeProvider);
        _sessions = new SessionHandler(settings.Credentials, settings.ReadTimeout, metrics, timeProvider, connections, stopping);
        string host = settings.Endpoint.Host;

        HttpMessageHandler exchanges = Line(
            new RetryHandler(settings.MaxRetries, settings.ReadTimeout, metrics, timeProvider, commands),
            new ThrottleHandler(_throttle, _outage),
            _sessions,
            new ClockHandler(clock, metrics, connections),
            new TimeoutHandler(settings.ReadTimeout, settings.WriteTimeout, timeProvider, commands),
            new ResponseHandler(new ResponseReader(commands, timeProvider), wire, timeProvider, commands, stopping),
            new WireHandler(http, settings.Endpoint, settings.Method, wire, commands, stopping));
        JobApi = new JobApi(new HttpMessageInvoker(exchanges), clock, _throttle, jobs);
        Jobs = new JobOperations(JobApi, settings.Polling, metrics, timeProvider, jobs, settings.CompletionSources);
        JobClient = new JobClient(JobApi, Jobs, host, settings.PageSize, timeProvider);

        Commands = new CommandHandler(new JobHandleFactory(Jobs, host, timeProvider), new UserDataRule(settings.MaxUserDataLength, settings.Method), settings.PageSize, settings.Polling, timeProvider, jobs);
        Line(
            Commands,
            new TelemetryHandler(metrics, timeProvider),
            new SubmissionHandler(new JobLookUp(JobApi, settings.LookUpTimeout, timeProvider), Jobs.ConnectSources, settings.AssignJobIds, settings.RepeatLostCreates, settings.MaxRetries, host, metrics, timeProvider, jobs),
            exchanges);

        if (settings.Connection.AcceptsAnyCertificate)
        {
            Log.AcceptsAnyCertificate(connections, host);
        }
    }

    /// <summary>The first handler.</summary>
    public CommandHandler Commands { get; }

    /// <summary>The commands that query jobs.</summary>
    public JobApi JobApi { get; }

    /// <summary>The operations that job handles call.</summary>
    public JobOperations Jobs { get; }

    public IJobClient JobClient { get; }

    /// <summary>Calls and waits that are in progress, and any later ones, fail with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Stop();

        // Only the poller's own shutdown is still asynchronous, and nobody has to wait for it.
        _ = Jobs.DisposeAsync().AsTask();
    }

    /// <summary>Does the same as <see cref="Dispose"/>, and logs out.</summary>
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

        // Requests in progress end now, no matter who owns the connections.
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
