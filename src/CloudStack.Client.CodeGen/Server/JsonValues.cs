using System.Text.Json;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>Reads values of responses.</summary>
internal static class JsonValues
{
    /// <summary>The text of a value; the raw text if the value is damaged.</summary>
    public static string Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return value.GetRawText().Trim('"');
        }
    }

    /// <summary>The text of a property; null if it is missing, empty or null.</summary>
    public static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null && Text(value) is { Length: > 0 } text ? text : null;

    /// <summary>Whether a property is true, as a boolean or as text.</summary>
    public static bool IsTrue(JsonElement item, string name) => string.Equals(Text(item, name), "true", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<JsonElement> Objects(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>The kind of a value in words.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>Text from a server for a terminal: on one line, without control characters, and truncated.</summary>
    public static string Plain(string text, int longest = 160)
    {
        string plain = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return plain.Length <= longest ? plain : plain[..(longest - 1)] + "…";
    }
}
