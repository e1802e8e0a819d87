using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>What the compiler generates for the serializer.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(PlainDateConverter)])]
[JsonSerializable(typeof(PlainAnswer))]
internal sealed partial class PlainJson : JsonSerializerContext;
