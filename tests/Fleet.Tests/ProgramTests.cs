using System.Diagnostics;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>The two commands in the README: one starts everything, the other kills a silo.</summary>
internal sealed class ProgramTests
{
    [Test]
    [CancelAfter(180_000)]
    public async Task One_command_makes_a_fleet_and_another_one_kills_a_silo_of_it(CancellationToken cancellationToken)
    {
        TestFleet.RequireRedis();
        string folder = Directory.CreateTempSubdirectory("fleet-program-").FullName;
        using Process fleet = Start(folder, "--machines", "40", "--parallel", "20");
        try
        {
            List<string> lines = [];
            string? killed = null;
            while (await fleet.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(line);
                if (killed is null && line.Contains("  Ready ", StringComparison.Ordinal))
                {
                    using Process kill = Start(folder, "kill");
                    killed = await kill.StandardOutput.ReadToEndAsync(cancellationToken);
                }
            }

            await fleet.WaitForExitAsync(cancellationToken);
            TestContext.Out.WriteLine(string.Join('\n', lines));
            Assert.That(killed?.TrimEnd(), Is.EqualTo("Killed silo-1"));
            Assert.That(lines, Has.Some.Contains("  2 silos  "));
            Assert.That(lines[^1], Is.EqualTo("According to the simulator's own records: executed once 40, never 0, more than once 0; existing machines 40"));
            Assert.That(fleet.ExitCode, Is.Zero);
        }
        finally
        {
            fleet.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(FleetProgram).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = folder;
        start.Environment["Fleet__ReminderPeriod"] = "00:00:05";
        return Process.Start(start)!;
    }
}
