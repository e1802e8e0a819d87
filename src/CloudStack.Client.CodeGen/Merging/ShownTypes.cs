using CloudStack.Client.CodeGen.Discovery;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Converts the types that a server reports to those of the catalog.</summary>
internal static class ShownTypes
{
    private static readonly HashSet<string> ParameterTypes = new(StringComparer.Ordinal)
    {
        "string", "uuid", "boolean", "integer", "long", "short", "float", "double", "date", "list", "map", "object",
    };

    /// <summary>The type of a parameter; text if the server reports a type that the API doesn't have.</summary>
    public static string OfParameter(string type) => ParameterTypes.Contains(type) ? type : "string";

    /// <summary>The type of a field that contains one plain value; null for all others.</summary>
    public static string? Scalar(string type) => type switch
    {
        "string" or "uuid" or "url" => "string",
        "boolean" => "boolean",
        "integer" or "int" or "short" => "integer",
        "long" => "long",
        "double" or "float" or "bigdecimal" => "double",
        "date" => "date",
        _ => null,
    };

    /// <summary>Whether a field of the catalog can match what a server reports. Names of classes and enumerations aren't enough to rule it out.</summary>
    public static bool Agree(string known, ServerField shown)
    {
        string kind = KindOf(known);
        return (Scalar(shown.Type), shown.Type) switch
        {
            ("string", _) => kind is "string" or "enum" or "any",
            ({ } scalar, _) => kind == scalar || kind == "any",
            (_, "list" or "set") => kind is "list" or "any",
            (_, "map") => kind is "map" or "any",
            (_, [.., '[', ']']) => kind is "list" or "any",
            _ when shown.Fields.Count > 0 => kind is "object" or "list" or "any",
            _ => true,
        };
    }

    private static string KindOf(string type) => type.IndexOf(':', StringComparison.Ordinal) is > 0 and int at ? type[..at] : type;
}
