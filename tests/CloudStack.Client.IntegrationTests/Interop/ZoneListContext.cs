using System.Text.Json.Serialization;

namespace CloudStack.Client.IntegrationTests.Interop;

[JsonSerializable(typeof(ZoneListAnswer))]
internal sealed partial class ZoneListContext : JsonSerializerContext;
