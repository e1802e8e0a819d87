using BenchmarkDotNet.Attributes;
using CloudStack.Client.Apis;
using CloudStack.Client.Benchmarks.Reading;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>A list command from the call to the objects, the network left out.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks : IDisposable
{
    private CloudStackClient _client = null!;

    /// <summary>How many machines the answer has.</summary>
    [Params(1, 100)]
    public int Machines { get; set; }

    /// <summary>Makes the answer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        string machine = """{"id":"0ea5458d-9172-4f37-8852-73ca210caa4b","name":"web-1","displayname":"web-1","account":"admin","userid":"u","username":"admin","domainid":"d","domain":"ROOT","created":"2026-01-02T03:04:05+0000","state":"Running","haenable":false,"zoneid":"z","zonename":"eu-1","cpunumber":2,"cpuspeed":1000,"memory":2048,"cpuused":"0.5%","networkkbsread":1024,"guestosid":"g","nic":[{"id":"n","networkid":"w","ipaddress":"10.1.1.5","isdefault":true,"macaddress":"02:00:4c:5f:00:01"}],"hypervisor":"KVM","tags":[],"details":{"a":"b"},"isdynamicallyscalable":false,"ostypeid":"o"}""";
        string body = $$$"""{"listvirtualmachinesresponse":{"count":{{{Machines}}},"virtualmachine":[{{{string.Join(',', Enumerable.Repeat(machine, Machines))}}}]}}""";
        _client = new CloudStackClient(
            new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = "key", SecretKey = "secret" },
            new CannedServer([], System.Text.Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>Ends the client.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends and reads.</summary>
    /// <returns>The machines.</returns>
    [Benchmark]
    public Task<List<VirtualMachine>> ListVirtualMachines() => _client.VirtualMachines.ListVirtualMachines(new ListVirtualMachinesRequest()).ToListAsync();
}
