using CloudStack.Client;
using CloudStack.Simulator;

namespace QuickStart;

/// <summary>A client, and the simulated cloud behind it if no real one was named.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly SimulatorServer? _simulator;

    private Cloud(CloudStackClient client, SimulatorServer? simulator)
    {
        Client = client;
        _simulator = simulator;
    }

    public CloudStackClient Client { get; }

    /// <exception cref="UsageException">The endpoint or a key is not usable.</exception>
    public static async Task<Cloud> OpenAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Endpoint is { } endpoint)
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address))
            {
                throw new UsageException("--endpoint must be a whole address, such as https://cloud.example.org/client/api.");
            }

            Console.WriteLine($"Cloud at {address.Host}");
            return new Cloud(Connect(address, arguments.ApiKey, arguments.SecretKey), simulator: null);
        }

        SimulatorServer simulator = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                JobDuration = TimeSpan.FromSeconds(5),
                JobEndingSelector = _ => arguments.Fail ? JobEnding.Failure(530, "Unable to start a VM due to insufficient capacity.") : null,
            },
            cancellationToken);
        Console.WriteLine($"Simulated cloud at {simulator.Endpoint}; name a real one with --endpoint, see --help");
        return new Cloud(Connect(simulator.Endpoint, simulator.Engine.Admin.ApiKey, simulator.Engine.Admin.SecretKey), simulator);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    private static CloudStackClient Connect(Uri endpoint, string? apiKey, string? secretKey)
    {
        try
        {
            return new CloudStackClient(new CloudStackClientOptions { Endpoint = endpoint, ApiKey = apiKey, SecretKey = secretKey });
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
