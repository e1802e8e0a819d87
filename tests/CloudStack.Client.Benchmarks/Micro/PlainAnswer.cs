using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>The response of <c>listVirtualMachines</c> for the serializer.</summary>
internal sealed class PlainAnswer
{
    [JsonPropertyName("listvirtualmachinesresponse")]
    public PlainList? Content { get; set; }
}
