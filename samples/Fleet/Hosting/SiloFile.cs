using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Fleet.Hosting;

/// <summary>Tells a second program which silos are running: their processes, in a file in the temporary folder.</summary>
internal static class SiloFile
{
    private static string FileName => Path.Combine(Path.GetTempPath(), $"cloudstack-fleet-{Environment.UserName}.json");

    public static void Write(IEnumerable<SiloProcess> silos) =>
        File.WriteAllText(FileName, JsonSerializer.Serialize(silos.Where(silo => !silo.HasExited).Select(silo => new Entry(silo.Name, silo.ProcessId, silo.StartedAt))));

    public static void Delete() => File.Delete(FileName);

    /// <summary>Kills the first silo that is still running, with SIGKILL.</summary>
    /// <returns>Its name; null if none is running.</returns>
    public static string? KillOne()
    {
        if (!File.Exists(FileName))
        {
            return null;
        }

        foreach (Entry entry in JsonSerializer.Deserialize<Entry[]>(File.ReadAllText(FileName)) ?? [])
        {
            try
            {
                using Process process = Process.GetProcessById(entry.ProcessId);
                if ((process.StartTime - entry.StartedAt).Duration() < TimeSpan.FromSeconds(1))
                {
                    process.Kill();
                    return entry.Name;
                }
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
            {
                // It has ended, and another program may have its process id.
            }
        }

        return null;
    }

    private sealed record Entry(string Name, int ProcessId, DateTime StartedAt);
}
