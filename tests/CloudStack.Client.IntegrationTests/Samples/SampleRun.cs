using System.Diagnostics;
using System.Reflection;
using System.Text;
using CloudStack.Client.IntegrationTests.Support;

namespace CloudStack.Client.IntegrationTests.Samples;

/// <summary>A built sample in its own process.</summary>
internal sealed class SampleRun : IDisposable
{
    // Long enough for an extremely busy machine; nothing here depends on speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly object _gate = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>The environment variables of the cloud's admin.</summary>
    public static (string Name, string Value)[] AccountOf(SocketCloud cloud) =>
    [
        ("CLOUDSTACK_ENDPOINT", cloud.Endpoint.AbsoluteUri),
        ("CLOUDSTACK_API_KEY", cloud.Engine.Admin.ApiKey),
        ("CLOUDSTACK_SECRET_KEY", cloud.Engine.Admin.SecretKey),
    ];

    public static SampleRun Start(string sample, string[] arguments, params (string Name, string Value)[] environment)
    {
        string program = typeof(SampleRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == sample).Value!;
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new(dotnet) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (IgnoresInterrupts())
        {
            // Shells start background processes with Ctrl-C ignored, and children inherit that.
            start.FileName = "env";
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add(dotnet);
        }

        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in (string[])["CLOUDSTACK_ENDPOINT", "CLOUDSTACK_API_KEY", "CLOUDSTACK_SECRET_KEY", "CLOUDSTACK_KEY", "CLOUDSTACK_SECRET"])
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SampleRun(new Process { StartInfo = start });
    }

    public static async Task<(int ExitCode, string Output, string Errors)> ToEndAsync(string sample, string[] arguments, params (string Name, string Value)[] environment)
    {
        using SampleRun run = Start(sample, arguments, environment);
        return (await run.ExitAsync(), run.Output, run.Errors);
    }

    public async Task UntilAsync(string text)
    {
        using CancellationTokenSource giveUp = new(Patience);
        while (true)
        {
            Task written;
            lock (_gate)
            {
                if (_output.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                written = _written.Task;
            }

            await written.WaitAsync(giveUp.Token);
        }
    }

    public async Task<int> ExitAsync()
    {
        using CancellationTokenSource giveUp = new(Patience);
        await _process.WaitForExitAsync(giveUp.Token);
        return _process.ExitCode;
    }

    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static bool IgnoresInterrupts()
    {
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1UL << 1;
        string? line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) : null;
        return line is not null && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) & Interrupt) != 0;
    }

    private void Append(StringBuilder text, string? line)
    {
        lock (_gate)
        {
            text.AppendLine(line);
            _written.TrySetResult();
            _written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private string Read(StringBuilder text)
    {
        lock (_gate)
        {
            return text.ToString();
        }
    }
}
