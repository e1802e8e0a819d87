using System.Diagnostics;
using System.Globalization;
using Fleet.Fleets;
using Fleet.Hosting;
using Fleet.Machines;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fleet.Screen;

/// <summary>Shows a fleet: on a terminal, bars by state, the rate and errors by kind; in a file or pipe, a line every few seconds.</summary>
internal static class ProgressScreen
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <returns>The progress at the end.</returns>
    public static async Task<FleetProgress> ShowAsync(RunningFleet fleet, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            return await PrintAsync(fleet, start, cancellationToken);
        }

        FleetProgress? last = null;
        await AnsiConsole.Live(new Text("")).StartAsync(async view =>
        {
            await foreach (FleetProgress progress in fleet.WatchAsync(cancellationToken))
            {
                last = progress;
                view.UpdateTarget(Draw(progress, fleet.Silos, Stopwatch.GetElapsedTime(start)));
            }
        });
        return last!;
    }

    private static async Task<FleetProgress> PrintAsync(RunningFleet fleet, long start, CancellationToken cancellationToken)
    {
        FleetProgress? last = null;
        TimeSpan next = TimeSpan.Zero;
        await foreach (FleetProgress progress in fleet.WatchAsync(cancellationToken))
        {
            last = progress;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= next || progress.IsOver)
            {
                next = elapsed + LineInterval;
                string phases = string.Join("  ", progress.ByPhase.Where(phase => phase.Value > 0).Select(phase => $"{phase.Key} {phase.Value}"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,5:0} s  {fleet.Silos.Count(silo => !silo.HasExited)} silos  {phases}  {Errors(progress)}").TrimEnd());
            }
        }

        return last!;
    }

    private static Rows Draw(FleetProgress progress, IReadOnlyList<SiloProcess> silos, TimeSpan elapsed)
    {
        BarChart bars = new BarChart().Width(80).WithMaxValue(progress.Machines);
        foreach ((MachinePhase phase, int count) in progress.ByPhase)
        {
            bars.AddItem(phase.ToString(), count, ColorOf(phase));
        }

        double rate = progress.Ready / Math.Max(elapsed.TotalSeconds, 1);
        string names = string.Join(", ", silos.Select(silo => silo.HasExited ? $"[red]{silo.Name} is dead[/]" : silo.Name));
        List<IRenderable> rows =
        [
            bars,
            new Markup(string.Create(CultureInfo.InvariantCulture, $"\n{progress.Ready} of {progress.Machines} ready after {elapsed.TotalSeconds:0} s, {rate:0.0} per second   {names}")),
            new Text(Errors(progress)),
        ];
        return new(rows);
    }

    private static string Errors(FleetProgress progress) =>
        progress.Errors.Count == 0 ? "" : "Errors: " + string.Join(", ", progress.Errors.OrderByDescending(error => error.Value).Select(error => $"{error.Key} {error.Value}"));

    private static Color ColorOf(MachinePhase phase) => phase switch
    {
        MachinePhase.Ready => Color.Green,
        MachinePhase.Failed => Color.Red,
        MachinePhase.Running => Color.Yellow,
        MachinePhase.InDoubt or MachinePhase.Removing => Color.Orange1,
        _ => Color.Grey,
    };
}
