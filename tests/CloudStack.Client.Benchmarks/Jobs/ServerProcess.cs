using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>The simulator in a separate process, so that its time and memory don't count as the client's.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, ServerStart start)
    {
        _process = process;
        Start = start;
    }

    public ServerStart Start { get; }

    public static async Task<ServerProcess> StartAsync(int? throttle, CancellationToken cancellationToken)
    {
        // Run as "dotnet program.dll", the process is dotnet, and needs the program's path before its arguments.
        string program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ServerProcess).Assembly.Location, "serve"] : ["serve"];
        ProcessStartInfo info = new(program, throttle is { } limit
            ? [.. arguments, "--throttle", limit.ToString(CultureInfo.InvariantCulture)]
            : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(info) ?? throw new InvalidOperationException("The simulator could not be started.");
        try
        {
            return new ServerProcess(process, ServerStart.Parse(await ReadLineAsync(process, cancellationToken)));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async Task<ServerReport> ReportAsync(CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await AskAsync(ServeCommand.Report, cancellationToken), ServerJson.Default.ServerReport)!;

    /// <summary>The number of requests so far, without the serializer, whose memory would count as the client's.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        long.Parse(await AskAsync(ServeCommand.Count, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadLineAsync(_process, cancellationToken);
    }

    private static async Task<string> ReadLineAsync(Process process, CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The simulator ended unexpectedly.");
}
