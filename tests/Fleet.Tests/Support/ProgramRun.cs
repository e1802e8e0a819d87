using System.Diagnostics;
using System.Globalization;

namespace Fleet.Tests.Support;

/// <summary>The program in its own process, with its own folder for temporary files.</summary>
internal sealed class ProgramRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <param name="folder">The folder for temporary files.</param>
    /// <param name="environment">The environment variables that differ from those of this process.</param>
    /// <param name="arguments">The arguments.</param>
    public ProgramRun(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(FleetProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder;
        start.Environment["Fleet__ReminderPeriod"] = "00:00:05";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The lines that were read from its output.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Reads its output up to a line that contains the text.</summary>
    public async Task UntilAsync(string text, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            Lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' is missing in:\n{string.Join('\n', Lines)}\n{await _errors}");
    }

    /// <summary>Sends it SIGTERM.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Reads everything until it has ended.</summary>
    /// <returns>Its exit code, and what it wrote to the error stream.</returns>
    public async Task<(int ExitCode, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            Lines.Add(line);
        }

        await _process.WaitForExitAsync(cancellationToken);
        TestContext.Out.WriteLine($"{string.Join('\n', Lines)}\n{await _errors}");
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
