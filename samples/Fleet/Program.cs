using System.Runtime.InteropServices;
using Fleet;
using Fleet.Hosting;
using Microsoft.Extensions.Configuration;

const string Usage =
    """
    Deploys a fleet of machines with several processes, any of which may be killed.

    Usage: Fleet [--machines N] [--parallel N] [--silos N] [--redis HOST:PORT] [--limit N]
                 [--name NAME] [--zone NAME] [--offering NAME] [--template NAME]
           Fleet kill      kills a silo of the running fleet

    The cloud is simulated unless CLOUDSTACK_ENDPOINT, CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY specify one.
    Exit codes: 0 all machines were deployed, 1 some were not (or one line says why),
    2 wrong arguments, 130 stopped by Ctrl-C.
    """;
Dictionary<string, string> switches = new[]
{
    nameof(FleetOptions.Machines), nameof(FleetOptions.Parallel), nameof(FleetOptions.Silos), nameof(FleetOptions.Redis), nameof(FleetOptions.Limit),
    nameof(FleetOptions.Name), nameof(FleetOptions.Zone), nameof(FleetOptions.Offering), nameof(FleetOptions.Template),
}.ToDictionary(name => $"--{name.ToLowerInvariant()}", name => $"{FleetOptions.Section}:{name}");
using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End), terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
try
{
    switch (args)
    {
        case ["--silo"]:
            await SiloHost.RunAsync(args);
            return 0;
        case ["kill"]:
            string? killed = SiloFile.KillOne();
            Console.WriteLine(killed is null ? "No silo is running." : $"Killed {killed}");
            return killed is null ? 1 : 0;
        default:
            if (ReadOptions() is { IsValid: true } options)
            {
                return await FleetProgram.RunAsync(options, stop.Token);
            }

            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (FleetProblem problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine($"Stopped. {FleetProgram.AfterStop(ReadOptions() ?? new())}");
    return 130;
}

// Null if an argument is unknown or isn't a number.
FleetOptions? ReadOptions()
{
    bool isKnown = args.Length % 2 == 0 && args.Where((_, i) => i % 2 == 0).All(switches.ContainsKey);
    try
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args, switches).Build();
        return isKnown ? settings.GetSection(FleetOptions.Section).Get<FleetOptions>() ?? new() : null;
    }
    catch (InvalidOperationException)
    {
        return null;
    }
}

// The first signal stops it cleanly, the second one immediately.
void End(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
