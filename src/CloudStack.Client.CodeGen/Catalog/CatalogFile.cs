using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CloudStack.Client.CodeGen.Catalog;

/// <summary>Reads and writes catalogs as files.</summary>
internal static class CatalogFile
{
    private static readonly CatalogJson Readable = new(new JsonSerializerOptions(CatalogJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads the catalog that the SDK was generated from.</summary>
    public static ApiCatalog LoadBuiltIn()
    {
        using Stream stream = typeof(CatalogFile).Assembly.GetManifestResourceStream("cloudstack-4.23.json")
            ?? throw new InvalidOperationException("The built-in catalog is missing.");
        return JsonSerializer.Deserialize(stream, CatalogJson.Default.ApiCatalog)!;
    }

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="ToolException">The file cannot be read, or is not a catalog.</exception>
    public static ApiCatalog Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, CatalogJson.Default.ApiCatalog)
                ?? throw new ToolException($"{path} does not contain a catalog.");
        }
        catch (JsonException e)
        {
            throw new ToolException($"{path} is not a catalog: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Writes a catalog: a line for each group, command, class and enumeration, so that versions can be compared.</summary>
    public static string Write(ApiCatalog catalog)
    {
        StringBuilder text = new();
        text.Append("{\n\"version\": ").Append(Line(catalog.Version, Readable.String)).Append(",\n\"commonParams\": ")
            .Append(Line(catalog.CommonParams, Readable.CatalogCommonParameters));
        Lines(text, "groups", catalog.Groups, Readable.CatalogGroup);
        Lines(text, "commands", catalog.Commands, Readable.CatalogCommand);
        Lines(text, "responses", catalog.Responses, Readable.CatalogResponse);
        Lines(text, "enums", catalog.Enums, Readable.CatalogEnum);
        return text.Append("\n}\n").ToString();
    }

    private static void Lines<T>(StringBuilder text, string name, IReadOnlyList<T> items, JsonTypeInfo<T> type)
    {
        text.Append(",\n\"").Append(name).Append("\": [");
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(Line(items[i], type));
        }

        text.Append("\n]");
    }

    private static string Line<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
