using CloudStack.Client.Commands;
using CloudStack.Client.Jobs;
using CloudStack.Client.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client;

/// <summary>
/// The client of one account on one cloud. Thread-safe; make one and keep it: it owns the connections and the one poller
/// that all waits share.
/// </summary>
/// <example>
/// <code>
/// await using var client = new CloudStackClient(new CloudStackClientOptions
/// {
///     Endpoint = new Uri("https://cloud.example.org/client/api"),
///     ApiKey = apiKey,
///     SecretKey = secretKey,
/// });
/// VirtualMachine vm = await client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync();
/// </code>
/// </example>
public sealed partial class CloudStackClient : ICloudStackClient, IDisposable, IAsyncDisposable
{
    private readonly ClientSettings _settings;
    private readonly HttpClient? _http;
    private readonly CommandTransport _transport;
    private readonly JobEngine _engine;
    private readonly ApiFactory _apis;
    private int _disposed;

    /// <summary>Creates a client. Nothing is sent.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <param name="handler">
    /// What carries the requests, for tests and for special connections; it is not disposed with the client. A chain of handlers
    /// gets a link more before the last one, which holds repetitions of changes back: a handler that retries may do so with
    /// what changes nothing. One that is no chain, or has sent something already, must not repeat requests itself. Null takes
    /// connections of its own: without cookies (one from a browser session would turn a signed call into a session call) and
    /// redirects, gzip accepted, idle connections given up before the server closes them at 30 s.
    /// </param>
    /// <param name="loggerFactory">Where log messages go; null for nowhere.</param>
    /// <param name="timeProvider">Tells the time and runs all timers; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    public CloudStackClient(
        CloudStackClientOptions options,
        HttpMessageHandler? handler = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null)
        : this(ClientSettings.From(options), CreateHttpClient(handler), http: null, loggerFactory, timeProvider)
    {
    }

    /// <param name="settings">The settings.</param>
    /// <param name="ownHttp">The connections of this client, disposed with it; null if they belong to somebody else.</param>
    /// <param name="http">Gives the connections for each attempt, if they belong to somebody else.</param>
    /// <param name="loggerFactory">Where log messages go; null for nowhere.</param>
    /// <param name="timeProvider">Tells the time and runs all timers; null for the system's.</param>
    internal CloudStackClient(
        ClientSettings settings,
        HttpClient? ownHttp,
        Func<HttpClient>? http,
        ILoggerFactory? loggerFactory,
        TimeProvider? timeProvider)
    {
        _http = ownHttp;
        _settings = settings;
        TimeProvider time = timeProvider ?? TimeProvider.System;
        ILogger logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(typeof(CloudStackClient).FullName!);
        _transport = new CommandTransport(_settings, http ?? (() => ownHttp!), time, logger);
        _engine = new JobEngine(_transport, _settings.Polling, time, logger, _settings.CompletionSources);
        CommandClient commands = new(_transport, _engine, _settings, time, logger);
        Commands = commands;
        _apis = new ApiFactory(commands);
        Jobs = new JobClient(_transport, _engine, _settings, time);
    }

    /// <inheritdoc/>
    public Uri Endpoint => _settings.Endpoint;

    /// <inheritdoc/>
    public PollingOptions Polling => _engine.Polling;

    /// <inheritdoc/>
    public IJobClient Jobs { get; }

    /// <inheritdoc/>
    public ICommandClient Commands { get; }

    /// <inheritdoc/>
    public T CreateApi<T>()
        where T : class => _apis.Create<T>();

    /// <summary>
    /// Gives up the connections. Calls and waits that are under way, and later ones, end with
    /// <see cref="ObjectDisposedException"/>; the jobs themselves go on. A session is left to end by itself; only
    /// <see cref="DisposeAsync"/> logs out.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _transport.Dispose();
            // What is left to do asynchronously is only the poller's own end; nobody has to wait for it.
            _ = _engine.DisposeAsync().AsTask();
            _http?.Dispose();
        }
    }

    /// <summary>
    /// Gives up the connections, and logs out where the client had logged in, for which it waits 5 s at most; a logout that fails
    /// is logged and changes nothing, because the server ends the session by itself. Calls and waits
    /// that are under way, and later ones, end with <see cref="ObjectDisposedException"/>; the jobs themselves go on.
    /// </summary>
    /// <returns>A task that ends when the poller has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _transport.Dispose();
            await _engine.DisposeAsync().ConfigureAwait(false);
            await _transport.LogOutAsync().ConfigureAwait(false);
            _http?.Dispose();
        }
    }

    /// <summary>The endpoint; never a secret.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"CloudStackClient({_settings.Endpoint})";

    private static HttpClient CreateHttpClient(HttpMessageHandler? handler)
    {
        HttpMessageHandler signing = handler is null
            ? new SigningHandler(PrimaryHandler.Create())
            : SigningHandler.Around(handler, new BorrowedHandler(handler));
        // Ours are the timeouts that count; HttpClient's own would come as a cancellation that nobody asked for.
        return new HttpClient(signing) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
