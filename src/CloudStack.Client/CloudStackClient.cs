using CloudStack.Client.Commands;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client;

/// <summary>
/// The client for one account in one cloud. It's thread-safe. Create one instance and keep it: it owns the connections, and the one
/// poller that all waits share.
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
    /// <param name="options">The settings. They are copied.</param>
    /// <param name="handler">
    /// The innermost handler, which sends the requests, such as a <see cref="SocketsHttpHandler"/>; for tests and for special
    /// connections. The client doesn't dispose it. It must not repeat requests itself. Null makes the client use its own
    /// connections. Both kinds of connection have the same settings: no cookies (a cookie from a browser session would turn a
    /// signed call into a session call), no redirects, gzip accepted, idle connections closed before the server closes them at
    /// 30 s, and names resolved again after 5 min. The client applies these settings to a <see cref="SocketsHttpHandler"/> or an
    /// <see cref="HttpClientHandler"/> as far as possible. It doesn't change the proxy, certificates, or other settings. The caller
    /// must configure any other kind of handler this way.
    /// </param>
    /// <param name="loggerFactory">
    /// Creates the loggers for the categories <c>CloudStack.Client.Commands</c>, <c>CloudStack.Client.Jobs</c>, and
    /// <c>CloudStack.Client.Connections</c>; null to log nothing.
    /// </param>
    /// <param name="timeProvider">Provides the time and all timers; null for the system clock.</param>
    /// <param name="outerHandlers">
    /// Wraps the signing handler in further handlers, for example one that writes a log or retries. The function takes the handler
    /// that its handlers must lead to, and returns the outermost one. The handlers may change the address, add a query, or set a
    /// form: requests are signed as they leave these handlers, and the value that a handler sets for a parameter takes precedence.
    /// A command that changes the cloud passes through them once; a handler that sends it again gets the first response again.
    /// Responses from the API reach them with the status 200, whatever they contain. Null for none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// An option is missing or out of range; the message names it. Or <paramref name="handler"/> is a chain of handlers. Or it
    /// keeps cookies or follows redirects and has already sent a request, after which its settings can't be changed. Or it is given
    /// although <see cref="CloudStackClientOptions.Connection"/> sets certificates or a proxy.
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
    /// <param name="ownHttp">The connections of this client, which are disposed with it; null if someone else owns them.</param>
    /// <param name="http">Returns the connections for each attempt, if someone else owns them.</param>
    /// <param name="hasOuterHandlers">Whether other code has put handlers around the signing handler.</param>
    /// <param name="loggerFactory">Creates the loggers; null to log nothing.</param>
    /// <param name="timeProvider">Provides the time and all timers; null for the system clock.</param>
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

    /// <summary>Creates a view of a client.</summary>
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

    /// <summary>The handlers that calls pass through.</summary>
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
    /// Releases the connections. Calls and waits that are in progress, and any later ones, fail with
    /// <see cref="ObjectDisposedException"/>. The jobs themselves continue to run. A session is left to expire on its own; only
    /// <see cref="DisposeAsync"/> logs out. On a view (<see cref="InProject"/>), this method does nothing, because the client owns
    /// the connections.
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
    /// Releases the connections, and logs out if the client had logged in. It waits at most 5 s for the logout. A logout that fails
    /// is logged and has no other effect, because the server ends the session on its own. Calls and waits that are in progress, and
    /// any later ones, fail with <see cref="ObjectDisposedException"/>. The jobs themselves continue to run.
    /// </summary>
    /// <returns>A task that completes when the poller has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_owner is null && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Pipeline.DisposeAsync().ConfigureAwait(false);
            _http?.Dispose();
        }
    }

    /// <summary>Returns the endpoint, and never a secret.</summary>
    /// <returns>A string for logs.</returns>
    public override string ToString() => $"CloudStackClient({_settings.Endpoint})";

    private static HttpClient CreateHttpClient(ConnectionSettings connection, HttpMessageHandler? handler, Func<HttpMessageHandler, HttpMessageHandler>? outerHandlers)
    {
        if (handler is DelegatingHandler)
        {
            throw new ArgumentException(
                $"{handler.GetType().Name} is a chain of handlers (a DelegatingHandler), but requests are signed just outside the innermost handler. "
                + $"Pass the innermost handler as {nameof(handler)}, and add the others with {nameof(outerHandlers)}.",
                nameof(handler));
        }

        if (handler is not null && !connection.IsDefault)
        {
            throw new ArgumentException(
                $"{nameof(CloudStackClientOptions)}.{nameof(CloudStackClientOptions.Connection)} applies only to connections that the client creates, but a {handler.GetType().Name} was also given. "
                + "Set the certificates and the proxy on that handler and leave Connection at its default, or do not pass a handler.",
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

        // The timeouts of this client apply. HttpClient's own would surface as a cancellation that nobody requested.
        return new HttpClient(outerHandlers?.Invoke(signing) ?? signing, disposeHandler: isOwn) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
