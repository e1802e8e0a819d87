using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Jobs;

[JsonSerializable(typeof(ServerStart))]
[JsonSerializable(typeof(ServerReport))]
[JsonSerializable(typeof(long))]
internal sealed partial class ServerJson : JsonSerializerContext;
