using System.Collections.Concurrent;
using System.Diagnostics;

namespace Fleet.Hosting;

/// <summary>A silo in its own process, which ends with this one.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    public const string NameVariable = "FLEET_SILO";

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int ProcessId => _process.Id;

    public DateTime StartedAt => _process.StartTime;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has logged.</summary>
    public IEnumerable<string> Output => _output;

    /// <summary>Starts a silo and waits until it has joined the cluster.</summary>
    /// <exception cref="FleetProblem">It doesn't start, or takes too long; the message contains its last output line.</exception>
    public static async Task<SiloProcess> StartAsync(
        string name, Cluster cluster, CloudSettings cloud, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new(host, [typeof(SiloHost).Assembly.Location, "--silo"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NameVariable] = name;
        cluster.WriteTo(start.Environment);
        cloud.WriteTo(start.Environment);
        foreach ((string key, string value) in settings)
        {
            start.Environment[$"{FleetOptions.Section}__{key}"] = value;
        }

        SiloProcess silo = new(name, Process.Start(start)!);
        try
        {
            await Task.WhenAny(silo._ready.Task, silo._process.WaitForExitAsync(cancellationToken)).WaitAsync(StartTime, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return silo._ready.Task.IsCompleted ? silo : throw new FleetProblem(silo.Output.LastOrDefault() ?? $"{name} exited immediately.");
        }
        catch (TimeoutException)
        {
            await silo.DisposeAsync();
            throw new FleetProblem($"{name} did not join the cluster within {StartTime.TotalSeconds:0} s. {silo.Output.LastOrDefault()}".TrimEnd());
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it cleanly, or kills it if that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(StopTime);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line == SiloHost.ReadyLine)
        {
            _ready.TrySetResult();
        }
        else if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
