namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What the server process says when it is ready.</summary>
internal sealed record ServerStart(Uri Endpoint, string ApiKey, string SecretKey, string ZoneId, string ServiceOfferingId, string TemplateId);
