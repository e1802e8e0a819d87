using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>The list in the response of <c>listVirtualMachines</c> for the serializer.</summary>
internal sealed class PlainList
{
    [JsonPropertyName("count")]
    public int? Count { get; set; }

    [JsonPropertyName("virtualmachine")]
    public List<PlainMachine>? Machines { get; set; }
}
