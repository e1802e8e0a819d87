using BenchmarkDotNet.Attributes;
using CloudStack.Client.Http;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>Signing one request of a typical size.</summary>
[MemoryDiagnoser]
public class SigningBenchmarks
{
    private readonly List<KeyValuePair<string, string>> _parameters =
    [
        new("command", "deployVirtualMachine"), new("response", "json"), new("apikey", new string('k', 86)),
        new("signatureversion", "3"), new("expires", "2030-01-02T03:04:05+0000"), new("zoneid", Guid.Empty.ToString()),
        new("serviceofferingid", Guid.Empty.ToString()), new("templateid", Guid.Empty.ToString()),
        new("name", "web-1"), new("displayname", "Näme ~*+/"), new("details[0].cpuNumber", "2"),
    ];

    /// <summary>The signature of eleven parameters.</summary>
    /// <returns>The signature.</returns>
    [Benchmark]
    public string Sign() => RequestSigner.Sign(_parameters, "secret-key-of-the-usual-length-which-is-eighty-six-characters-and-not-much-more-0123456"u8);
}
