using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace Fleet.Hosting;

/// <summary>
/// The fleet's own Redis: <c>redis-server</c> from the path, on a free port of this machine, in a folder that is deleted with it.
/// It writes each change to disk before it responds, so what a silo has stored survives whatever dies.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    // Redis runs as long as the shell can read: the pipe closes with this process, even if that is killed.
    private const string Script = """redis-server "$@" </dev/null & pid=$!; trap 'kill $pid' TERM; cat >/dev/null; kill $pid; wait $pid""";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-redis-").FullName;
    private readonly int _port = Ports.Free(1)[0];
    private Process? _process;

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>The options of all connections: they wait for a Redis that is unavailable.</summary>
    public static ConfigurationOptions Options(string address)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 3000;
        options.ConnectRetry = 1;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        return options;
    }

    /// <exception cref="FleetProblem">It isn't installed, or doesn't start.</exception>
    public static async Task<RedisServer> StartNewAsync()
    {
        RedisServer server = new();
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, or restarts it with what is on its disk.</summary>
    /// <exception cref="FleetProblem">It isn't installed, or doesn't start.</exception>
    public async Task StartAsync()
    {
        if (!IsInstalled())
        {
            throw new FleetProblem("No Redis: FLEET_REDIS is not set, and redis-server is not on the path (Debian: apt-get install redis-server).");
        }

        string[] arguments =
        [
            "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--loglevel", "warning",
        ];
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", Script, "redis", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await WaitUntilReadyAsync();
    }

    /// <summary>Kills it with SIGKILL, without a clean shutdown.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Whether redis-server is on the path.</summary>
    public static bool IsInstalled()
    {
        try
        {
            using Process version = Process.Start(new ProcessStartInfo("redis-server", ["--version"]) { RedirectStandardOutput = true })!;
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        for (long start = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
        {
            try
            {
                await Preflight.CheckRedisAsync(Address);
                return;
            }
            catch (FleetProblem) when (Stopwatch.GetElapsedTime(start) < StartTime)
            {
                // It is still reading what is on its disk.
            }
        }
    }
}
