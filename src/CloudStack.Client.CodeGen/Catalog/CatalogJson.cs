using System.Text.Json.Serialization;

namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Reads and writes catalogs without reflection, so that the tool can be trimmed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ApiCatalog))]
[JsonSerializable(typeof(Naming.NameOverrides))]
internal sealed partial class CatalogJson : JsonSerializerContext;
