using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Reading;

/// <summary><c>first-read</c>: how long reading the first response takes in a fresh process, and the later ones.</summary>
internal static class FirstReadCommand
{
    public static Command Create()
    {
        Command command = new("first-read", "Time from the bytes of a machine list to objects: the first time in this process, and later.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = "key", SecretKey = "secret" },
            new CannedServer("""{"listzonesresponse":{"count":1,"zone":[{"id":"z","name":"z"}]}}"""u8.ToArray(), """{"listvirtualmachinesresponse":{"count":1,"virtualmachine":[{"id":"m","name":"m","state":"Running","cpunumber":2,"created":"2026-01-02T03:04:05+0000","nic":[{"id":"n","isdefault":true}],"tags":[],"details":{"a":"b"}}]}}"""u8.ToArray()));

        // Another command has warmed up signing, sending and the envelope; the reader of this type remains.
        await client.Zones.ListZones().ToListAsync(cancellationToken);
        double first = await MeasureAsync(client, cancellationToken);
        double second = await MeasureAsync(client, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"firstReadMilliseconds":{{first:F2}},"secondReadMilliseconds":{{second:F2}}}"""));
        return 0;
    }

    private static async Task<double> MeasureAsync(CloudStackClient client, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        List<VirtualMachine> machines = await client.VirtualMachines.ListVirtualMachines(new ListVirtualMachinesRequest()).ToListAsync(cancellationToken);
        return machines.Count == 1 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new JsonException("The response was not read.");
    }
}
