namespace CloudStack.Client.CodeGen.Generation;

/// <summary>The C# types of fields and parameters. Most are nullable: a field may be missing, and a parameter may be omitted.</summary>
internal static class FieldTypes
{
    private const string ObjectPrefix = "object:";
    private const string ListPrefix = "list:";
    private const string MapPrefix = "map:";

    /// <summary>The type of a field, without the question mark.</summary>
    /// <param name="type">The type in the catalog.</param>
    /// <param name="element">The type of the items if a list is wrapped in its own object; otherwise null.</param>
    /// <param name="modelName">Returns the C# name of a class.</param>
    public static string OfField(string type, string? element, Func<string, string> modelName)
    {
        if (element is not null)
        {
            return $"JobList<{OfField(element, null, modelName)}>";
        }

        if (type.StartsWith(ListPrefix, StringComparison.Ordinal))
        {
            return $"IReadOnlyList<{OfField(type[ListPrefix.Length..], null, modelName)}>";
        }

        if (type.StartsWith(MapPrefix, StringComparison.Ordinal))
        {
            string value = type[MapPrefix.Length..];
            return $"IReadOnlyDictionary<string, {(value is "string" or "list:string" ? OfField(value, null, modelName) : "JsonElement")}>";
        }

        return type switch
        {
            "string" => "string",
            "integer" => "int",
            "long" => "long",
            "double" => "double",
            "boolean" => "bool",
            "date" => "DateTimeOffset",
            "any" => "JsonElement",
            _ when type.StartsWith("enum:", StringComparison.Ordinal) => "string",
            _ when type.StartsWith(ObjectPrefix, StringComparison.Ordinal) => modelName(type[ObjectPrefix.Length..]),
            _ => throw new ToolException($"The catalog contains a field of the unknown type '{type}'."),
        };
    }

    /// <summary>The class that a field's type refers to; null if none.</summary>
    public static string? ClassOf(string type)
    {
        int at = type.LastIndexOf(ObjectPrefix, StringComparison.Ordinal);
        return at < 0 || type.StartsWith(MapPrefix, StringComparison.Ordinal) ? null : type[(at + ObjectPrefix.Length)..];
    }

    /// <summary>The enumeration that a field's values come from; null if none.</summary>
    public static string? EnumOf(string type)
    {
        int at = type.IndexOf("enum:", StringComparison.Ordinal);
        return at < 0 ? null : type[(at + "enum:".Length)..];
    }

    /// <summary>The type of a parameter that isn't a map, without the question mark.</summary>
    public static string OfParameter(string type) => type switch
    {
        "string" or "uuid" or "object" => "string",
        "boolean" => "bool",
        "integer" => "int",
        "long" => "long",
        "short" => "short",
        "float" => "float",
        "double" => "double",
        "date" => "DateTimeOffset",
        "list" => "IReadOnlyList<string>",
        _ => throw new ToolException($"The catalog contains a parameter of the unknown type '{type}'."),
    };
}
