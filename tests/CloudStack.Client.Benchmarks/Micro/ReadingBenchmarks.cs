using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CloudStack.Client.Apis;
using CloudStack.Client.Benchmarks.Reading;
using CloudStack.Client.Generation;
using CloudStack.Client.Http;
using CloudStack.Client.Models;
using CloudStack.Client.Responses;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>
/// A list of machines from bytes to objects: with the client's reader, with the serializer of System.Text.Json and code generated
/// by the compiler for the same properties, and as a whole call without the network.
/// </summary>
[MemoryDiagnoser]
public class ReadingBenchmarks : IDisposable
{
    private static readonly CommandDescriptor Command = new("listVirtualMachines", CommandKind.Read);

    private byte[] _answer = null!;
    private CloudStackClient _client = null!;
    private CommandContext _context = null!;

    /// <summary>The number of machines in the response.</summary>
    [Params(1, 100, 500)]
    public int Machines { get; set; }

    /// <summary>Creates the response.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _answer = MachineList.Create(Machines);
        _context = new CommandContext(Command, new ParameterList(), ListResponse<VirtualMachine>.Read);
        _client = new CloudStackClient(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = "key", SecretKey = "secret" },
            new CannedServer([], _answer));

        // Both must have read everything, or the comparison is meaningless.
        VirtualMachine last = Read()[^1];
        PlainMachine plain = Deserialize()[^1];
        if ((last.Id, last.Created, last.Memory, last.Nics![1].MacAddress, last.Tags![0].Value, last.Details!.Count)
            != (plain.Id, plain.Created, plain.Memory, plain.Nic![1].MacAddress, plain.Tags![0].Value, plain.Details!.Count))
        {
            throw new InvalidOperationException("Reader and serializer read different things.");
        }
    }

    /// <summary>Disposes the client.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _client.Dispose();
        _context.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Bytes to objects with the serializer.</summary>
    /// <returns>The number of machines.</returns>
    [Benchmark(Baseline = true)]
    public int Serializer() => Deserialize().Count;

    /// <summary>Bytes to objects with the client's reader.</summary>
    /// <returns>The number of machines.</returns>
    [Benchmark]
    public int Reader() => Read().Count;

    /// <summary>Sends and reads.</summary>
    /// <returns>The machines.</returns>
    [Benchmark]
    public Task<List<VirtualMachine>> ListVirtualMachines() => _client.VirtualMachines.ListVirtualMachines(new ListVirtualMachinesRequest()).ToListAsync();

    private List<PlainMachine> Deserialize() => JsonSerializer.Deserialize(_answer, PlainJson.Default.PlainAnswer)!.Content!.Machines!;

    private List<VirtualMachine> Read()
    {
        ModelReader reader = new(_answer);

        // The opening brace, the envelope's name, and the brace of its content.
        reader.Advance();
        reader.Advance();
        reader.Advance();
        return ListResponse<VirtualMachine>.Read(ref reader, _answer, _context).Items;
    }
}
