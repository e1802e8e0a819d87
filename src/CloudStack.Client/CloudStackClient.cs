using CloudStack.Client.Commands;
using CloudStack.Client.Http;
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
public sealed partial class CloudStackClient : ICloudStackClient, IDisposable
{
    private readonly CloudStackClient? _owner;
    private readonly ClientSettings _settings;
    private readonly HttpClient? _http;
    private readonly ApiFactory _apis;
    private int _disposed;

    /// <summary>Creates a client. Nothing is sent.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <param name="handler">
    /// What carries the requests, for tests and for special connections: the innermost handler, such as a
    /// <see cref="SocketsHttpHandler"/>. It is not disposed with the client, and must not repeat requests itself. Null takes
    /// connections of its own. Both are used in the same way: without cookies (one from a browser session would turn a signed call
    /// into a session call) and redirects, gzip accepted, idle connections given up before the server closes them at 30 s, and
    /// names looked up again after 5 min. A <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> is set so here, as
    /// far as it can be; proxy, certificates and the rest stay. Any other kind must be set so by the caller.
    /// </param>
    /// <param name="loggerFactory">
    /// Where log messages go, under the categories <c>CloudStack.Client.Commands</c>, <c>CloudStack.Client.Jobs</c> and
    /// <c>CloudStack.Client.Connections</c>; null for nowhere.
    /// </param>
    /// <param name="timeProvider">Tells the time and runs all timers; null for the system's.</param>
    /// <param name="outerHandlers">
    /// Puts further handlers around the signing, such as one that writes a log or retries: takes the handler that they must lead
    /// to, and gives the outermost one. They may change the address, add a query or set a form: requests are signed as they leave
    /// them, and their value of a parameter counts. A command that changes the cloud passes them once: whoever sends it again gets the
    /// first response again. Messages of the API reach them with the status 200. Null for none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// An option is missing or out of its range; the message names it. Or <paramref name="handler"/> is a chain of handlers, or
    /// keeps cookies or follows redirects and has sent already, so that it cannot be set any more, or is given although
    /// <see cref="CloudStackClientOptions.Connection"/> sets certificates or a proxy.
    /// </exception>
    public CloudStackClient(
        CloudStackClientOptions options,
        HttpMessageHandler? handler = null,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers = null)
        : this(ClientSettings.From(options), handler, loggerFactory, timeProvider, outerHandlers)
    {
    }

    /// <param name="settings">The settings.</param>
    /// <param name="ownHttp">The connections of this client, disposed with it; null if they belong to somebody else.</param>
    /// <param name="http">Gives the connections for each attempt, if they belong to somebody else.</param>
    /// <param name="hasOuterHandlers">Whether handlers of others stand around the signing.</param>
    /// <param name="loggerFactory">Where log messages go; null for nowhere.</param>
    /// <param name="timeProvider">Tells the time and runs all timers; null for the system's.</param>
    internal CloudStackClient(
        ClientSettings settings,
        HttpClient? ownHttp,
        Func<HttpClient>? http,
        bool hasOuterHandlers,
        ILoggerFactory? loggerFactory,
        TimeProvider? timeProvider)
    {
        _http = ownHttp;
        _settings = settings;
        Pipeline = new ClientPipeline(settings, http ?? (() => ownHttp!), hasOuterHandlers, timeProvider ?? TimeProvider.System, loggerFactory ?? NullLoggerFactory.Instance);
        _apis = new ApiFactory(Pipeline.Commands);
        Commands = new CommandClient(Pipeline.Commands.Invoker);
        Jobs = Pipeline.JobClient;
    }

    /// <summary>A view of a client.</summary>
    private CloudStackClient(CloudStackClient owner, CommandScope scope)
    {
        _owner = owner;
        _settings = owner._settings;
        Pipeline = owner.Pipeline;
        CommandHandler commands = Pipeline.Commands.In(scope);
        _apis = new ApiFactory(commands);
        Commands = new CommandClient(commands.Invoker);
        Jobs = owner.Jobs;
    }

    private CloudStackClient(
        ClientSettings settings,
        HttpMessageHandler? handler,
        ILoggerFactory? loggerFactory,
        TimeProvider? timeProvider,
        Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers)
        : this(settings, CreateHttpClient(settings.Connection, handler, outerHandlers), http: null, hasOuterHandlers: outerHandlers is not null, loggerFactory, timeProvider)
    {
    }

    /// <inheritdoc/>
    public Uri Endpoint => _settings.Endpoint;

    /// <inheritdoc/>
    public PollingOptions Polling => Pipeline.Jobs.Polling;

    /// <inheritdoc/>
    public IJobClient Jobs { get; }

    /// <inheritdoc/>
    public ICommandClient Commands { get; }

    /// <summary>The handlers that calls go through.</summary>
    internal ClientPipeline Pipeline { get; }

    /// <inheritdoc/>
    public T CreateApi<T>()
        where T : class => _apis.Create<T>();

    /// <inheritdoc/>
    public ICloudStackClient InProject(string projectId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(projectId);
        return new CloudStackClient(_owner ?? this, CommandScope.OfProject(projectId));
    }

    /// <inheritdoc/>
    public ICloudStackClient OnBehalfOf(string domainId, string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domainId);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        return new CloudStackClient(_owner ?? this, CommandScope.Of(domainId, account));
    }

    /// <summary>
    /// Gives up the connections. Calls and waits that are under way, and later ones, end with
    /// <see cref="ObjectDisposedException"/>; the jobs themselves go on. A session is left to end by itself; only
    /// <see cref="DisposeAsync"/> logs out. Of a view (<see cref="InProject"/>) nothing happens: the client has the connections.
    /// </summary>
    public void Dispose()
    {
        if (_owner is null && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Pipeline.Dispose();
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
        if (_owner is null && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Pipeline.DisposeAsync().ConfigureAwait(false);
            _http?.Dispose();
        }
    }

    /// <summary>The endpoint; never a secret.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"CloudStackClient({_settings.Endpoint})";

    private static HttpClient CreateHttpClient(ConnectionSettings connection, HttpMessageHandler? handler, Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers)
    {
        if (handler is DelegatingHandler)
        {
            throw new ArgumentException(
                $"{handler.GetType().Name} is a chain of handlers (a DelegatingHandler), but requests are signed around the innermost one. "
                + $"Pass that one as {nameof(handler)}, and put the others around the signing with {nameof(outerHandlers)}.",
                nameof(handler));
        }

        if (handler is not null && !connection.IsDefault)
        {
            throw new ArgumentException(
                $"The options of {nameof(CloudStackClientOptions.Connection)} are for connections of the client's own, but a {handler.GetType().Name} is given too. "
                + "Set certificates and proxy on that handler and leave the options out, or pass no handler.",
                nameof(handler));
        }

        bool isOwn = handler is null;
        handler ??= new OwnConnections(connection);
        try
        {
            PrimaryHandler.Adjust(handler);
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message, nameof(handler), e);
        }

        SigningHandler signing = new(handler);

        // Ours are the timeouts that count; HttpClient's own would come as a cancellation that nobody asked for.
        return new HttpClient(outerHandlers?.Invoke(signing) ?? signing, disposeHandler: isOwn) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
