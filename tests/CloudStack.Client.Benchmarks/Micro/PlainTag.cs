using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>A tag for the serializer: the properties of <see cref="Models.ResourceTag"/>.</summary>
internal sealed class PlainTag
{
    [JsonPropertyName("account")] public string? Account { get; set; }
    [JsonPropertyName("customer")] public string? Customer { get; set; }
    [JsonPropertyName("domain")] public string? Domain { get; set; }
    [JsonPropertyName("domainid")] public string? DomainId { get; set; }
    [JsonPropertyName("domainpath")] public string? DomainPath { get; set; }
    [JsonPropertyName("jobid")] public string? JobId { get; set; }
    [JsonPropertyName("jobstatus")] public int? JobStatus { get; set; }
    [JsonPropertyName("key")] public string? Key { get; set; }
    [JsonPropertyName("project")] public string? Project { get; set; }
    [JsonPropertyName("projectid")] public string? ProjectId { get; set; }
    [JsonPropertyName("resourceid")] public string? ResourceId { get; set; }
    [JsonPropertyName("resourcetype")] public string? ResourceType { get; set; }
    [JsonPropertyName("value")] public string? Value { get; set; }
}
