using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Restarts;

/// <summary>A program that is killed in the middle of a batch and restarted with the same tokens.</summary>
internal sealed class KilledProcessTests
{
    private const int OfEachKind = 20;

    // Long enough for an extremely busy machine; nothing here depends on speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Test]
    public async Task Every_command_of_a_batch_is_executed_once_although_its_process_was_killed_in_the_middle()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync(simulate: options => options.JobDuration = TimeSpan.FromMilliseconds(200));
        string folder = Directory.CreateTempSubdirectory("cloudstack-batch-").FullName;
        string tokens = Path.Combine(folder, "tokens");

        // Some commands are executed without the first process noticing: it dies while it waits for the response. Others never
        // reach the server while it lives.
        FaultRule unheard = cloud.Engine.Faults.Add(Fault.Hang.AfterExecuting(), "deployVirtualMachine", skip: 5, times: 2);
        cloud.Engine.Faults.Add(Fault.Hang.AfterExecuting(), "createTags", skip: 4, times: 2);
        cloud.Engine.Faults.Add(Fault.Hang, "deployVirtualMachine", skip: 9);
        try
        {
            using (Process first = Start(cloud, tokens))
            {
                while (unheard.Remaining > 0 || cloud.Engine.Jobs.Count < OfEachKind)
                {
                    Assert.That(first.HasExited, Is.False, "the process was meant to be killed");
                    await Task.Delay(20);
                }

                first.Kill(entireProcessTree: true);
                await first.WaitForExitAsync();
            }

            cloud.Engine.Faults.Clear();
            int before = cloud.Engine.Jobs.Count;
            using Process second = Start(cloud, tokens);
            string[] output = (await second.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            await second.WaitForExitAsync().WaitAsync(Patience);

            string[] markers = [.. Enumerable.Range(0, OfEachKind).SelectMany(i => (string[])[$"machine-{i}", $"tag-{i}"])];
            List<VirtualMachine> machines = await cloud.Client.VirtualMachines.ListVirtualMachines().ToListAsync();
            Assert.Multiple(() =>
            {
                Assert.That(before, Is.LessThan(2 * OfEachKind), "it was killed in the middle");
                Assert.That(second.ExitCode, Is.Zero);
                Assert.That(output.Order(), Is.EqualTo(markers.Select(marker => $"{marker} Succeeded").Order()));
                Assert.That(markers.Where(marker => cloud.Engine.ExecutionCount(marker) != 1), Is.Empty, "not executed once");
                Assert.That(machines, Has.Count.EqualTo(OfEachKind), "no orphan");
                Assert.That(cloud.Engine.Jobs.Select(job => job.Id), Is.EquivalentTo(File.ReadLines(tokens).Select(line => JobToken.Parse(line).JobId)));
                Assert.That(File.ReadAllText(tokens), Does.Not.Contain(cloud.Engine.Admin.SecretKey));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(SocketCloud cloud, string tokens)
    {
        string program = typeof(KilledProcessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BatchWorker").Value!;
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])
            [
                program, cloud.Endpoint.ToString(), cloud.Engine.Admin.ApiKey, cloud.Engine.Admin.SecretKey,
                cloud.Parts.ZoneId, cloud.Parts.OfferingId, cloud.Parts.TemplateId, tokens, OfEachKind.ToString(CultureInfo.InvariantCulture),
            ])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
