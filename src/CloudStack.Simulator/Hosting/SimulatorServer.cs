using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudStack.Simulator;

/// <summary>
/// A fake management server over real HTTP: it listens on 127.0.0.1 at a free port. For virtual time, use
/// <see cref="SimulatorHandler"/>, because a manual clock can't wait for sockets.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpExchange _exchange;

    private SimulatorServer(WebApplication application, HttpExchange exchange, SimulatorEngine engine, Uri endpoint)
    {
        _application = application;
        _exchange = exchange;
        Engine = engine;
        Endpoint = endpoint;
    }

    /// <summary>The engine that answers.</summary>
    public SimulatorEngine Engine { get; }

    /// <summary>The URL of the API, such as <c>http://127.0.0.1:41234/client/api</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// The address that streams the messages of the event bus from the moment of the request on: newline-delimited JSON, one object
    /// with <c>routing_key</c> and <c>body</c> (a string, as on a real bus) for each message, sent immediately. Not counted as a
    /// request.
    /// </summary>
    public Uri BusEndpoint => new(Endpoint, SimulatorPages.Bus);

    /// <summary>
    /// The address of the statistics, a JSON object: <c>requests</c> since the start, <c>connections</c> that API requests have
    /// used, and <c>jobs</c> with <c>id</c>, <c>command</c>, <c>status</c>, <c>created</c> and <c>completed</c> to the tenth of a
    /// microsecond. Not counted as a request.
    /// </summary>
    public Uri StatsEndpoint => new(Endpoint, SimulatorPages.Stats);

    /// <summary>The number of connections that API requests have used since the server was started.</summary>
    public int ConnectionCount => _exchange.ConnectionCount;

    /// <summary>Starts a server with its own engine.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running server; dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is invalid; the message names it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public static Task<SimulatorServer> StartAsync(SimulatorOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(new SimulatorEngine(options), cancellationToken);

    /// <summary>Starts a server in front of an engine.</summary>
    /// <param name="engine">The engine that answers. Several servers can share one, like the servers of one cloud.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running server; dispose it to stop it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public static Task<SimulatorServer> StartAsync(SimulatorEngine engine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return StartAsync(engine, 0, cancellationToken);
    }

    /// <summary>Starts a server in front of an engine at a specific port, as after a restart.</summary>
    /// <param name="engine">The engine that answers.</param>
    /// <param name="port">The port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running server; dispose it to stop it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="engine"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is negative.</exception>
    /// <exception cref="IOException">The port is already in use.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorEngine engine, int port, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, port);
            options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);

            // If a limit is exceeded, the real server writes its own pages, so Kestrel's limits must not apply first.
            options.Limits.MaxRequestLineSize = 256 * 1024;
            options.Limits.MaxRequestHeadersTotalSize = 512 * 1024;
            options.Limits.MaxRequestBufferSize = 1024 * 1024;
            options.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MinRequestBodyDataRate = null;
        });
        WebApplication application = builder.Build();
        var exchange = new HttpExchange(engine);
        application.Run(exchange.HandleAsync);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SimulatorServer(application, exchange, engine, new Uri(new Uri(address), "/client/api"));
    }

    /// <summary>Stops the server immediately; open connections are cut.</summary>
    /// <returns>A task that completes when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
