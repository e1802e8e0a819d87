using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CloudStack.Client.RabbitMq.Tests.Support;

/// <summary>
/// The tests' own RabbitMQ broker: a child process with its own folder, node name and ports, on loopback only. It ends with the
/// tests, even if they are killed: it reads from a pipe that is then closed.
/// </summary>
internal sealed class BrokerProcess : IAsyncDisposable
{
    // Where packages put the server itself; the one on the path may switch users first, and its folder wouldn't be ours.
    private static readonly string[] Programs =
        ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server", "/usr/local/opt/rabbitmq/sbin/rabbitmq-server"];

    private readonly string _folder;
    private readonly Process _portMapper;
    private readonly Process _broker;

    private BrokerProcess(string folder, Process portMapper, Process broker, int port)
    {
        _folder = folder;
        _portMapper = portMapper;
        _broker = broker;
        Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}");
    }

    public Uri Uri { get; }

    /// <summary>The path of the broker; null if it isn't installed.</summary>
    public static string? Program { get; } = Programs.FirstOrDefault(File.Exists);

    public static async Task<BrokerProcess> StartAsync(string program)
    {
        string folder = Directory.CreateTempSubdirectory("cloudstack-rabbitmq-").FullName;
        File.WriteAllText(Path.Combine(folder, "plugins"), "[].");
        int[] ports = FreePorts(3);
        Dictionary<string, string> environment = new()
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = $"{ports[0]}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"cloudstack-{ports[1]}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{ports[1]}",
            ["RABBITMQ_DIST_PORT"] = $"{ports[2]}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "no-configuration"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "no-environment"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["RABBITMQ_ALLOW_INPUT"] = "1",
        };

        // Started here; otherwise, the broker would start one that outlives it.
        Process portMapper = Start("epmd", ["-port", $"{ports[0]}", "-address", "127.0.0.1"], environment);
        BrokerProcess started = new(folder, portMapper, Start(program, [], environment), ports[1]);
        try
        {
            await started.WaitUntilReadyAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = Uri, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in (Process[])[_broker, _portMapper])
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;

        // Unread output would fill the pipe and block the program.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int[] FreePorts(int count)
    {
        List<TcpListener> listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    private async Task WaitUntilReadyAsync()
    {
        // Long enough for a slow machine; a broker that exits is noticed at once.
        for (int attempt = 0; attempt < 720 && !_broker.HasExited; attempt++)
        {
            try
            {
                await using IConnection connection = await ConnectAsync();
                return;
            }
            catch (BrokerUnreachableException)
            {
                await Task.Delay(250);
            }
        }

        string log = string.Join('\n', Directory.Exists(Path.Combine(_folder, "log"))
            ? Directory.GetFiles(Path.Combine(_folder, "log")).SelectMany(File.ReadLines).TakeLast(40)
            : []);
        throw new InvalidOperationException($"The broker did not come up (ended: {_broker.HasExited}).\n{log}");
    }
}
