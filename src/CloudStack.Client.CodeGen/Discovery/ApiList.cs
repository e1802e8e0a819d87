using System.Text.Json;
using CloudStack.Client.CodeGen.Server;

namespace CloudStack.Client.CodeGen.Discovery;

/// <summary>Reads responses of <c>listApis</c>.</summary>
internal static class ApiList
{
    /// <summary>Reads a saved response, with its envelope or, as CloudMonkey prints it, without.</summary>
    /// <exception cref="ToolException">The file cannot be read, or is not such a response.</exception>
    public static IReadOnlyList<ServerApi> Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path} cannot be read: {e.Message}");
        }

        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\ufeff"u8) ? bytes.AsMemory(3) : bytes;
        if (!AnswerBody.TryParse(json, out JsonElement root))
        {
            throw new ToolException($"{path} is not JSON.");
        }

        return Read(root, path);
    }

    /// <param name="content">The response.</param>
    /// <param name="place">The source of the response, for messages.</param>
    public static IReadOnlyList<ServerApi> Read(JsonElement content, string place)
    {
        if (content.ValueKind == JsonValueKind.Object && !content.TryGetProperty("api", out _) && content.EnumerateObject().Count() == 1)
        {
            content = content.EnumerateObject().First().Value;
        }

        if (content.ValueKind != JsonValueKind.Object)
        {
            throw new ToolException($"The data from {place} is not a response of listApis: it has no list 'api'.");
        }

        List<ServerApi> apis = [.. JsonValues.Objects(content, "api").Where(HasName).Select(Api)
            .DistinctBy(api => api.Name)
            .OrderBy(api => api.Name, StringComparer.Ordinal)];
        return apis.Count > 0 ? apis : throw new ToolException($"The data from {place} is not a response of listApis: the list 'api' is missing or empty.");
    }

    private static ServerApi Api(JsonElement item) => new()
    {
        Name = JsonValues.Text(item, "name")!,
        Description = JsonValues.Text(item, "description"),
        Since = JsonValues.Text(item, "since"),
        IsAsync = JsonValues.IsTrue(item, "isasync"),
        NeedsPost = string.Equals(JsonValues.Text(item, "httprequesttype"), "POST", StringComparison.OrdinalIgnoreCase),
        Related = Names(item),
        Parameters = [.. JsonValues.Objects(item, "params").Where(HasName).Select(Parameter)
            .DistinctBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)],
        Fields = Fields(item),
    };

    private static ServerParameter Parameter(JsonElement item) => new()
    {
        Name = JsonValues.Text(item, "name")!,
        Type = JsonValues.Text(item, "type") ?? "string",
        Required = JsonValues.IsTrue(item, "required"),
        Length = item.TryGetProperty("length", out JsonElement length) && length.ValueKind == JsonValueKind.Number && length.TryGetInt32(out int value) ? value : null,
        Since = JsonValues.Text(item, "since"),
        Description = JsonValues.Text(item, "description"),
        Related = Names(item),
    };

    // Members that the server doesn't document appear as empty objects.
    private static IReadOnlyList<ServerField> Fields(JsonElement item) => [.. JsonValues.Objects(item, "response").Where(HasName)
        .Select(field => new ServerField
        {
            Name = JsonValues.Text(field, "name")!,
            Type = JsonValues.Text(field, "type") ?? "string",
            Description = JsonValues.Text(field, "description"),
            Fields = Fields(field),
        })
        .DistinctBy(field => field.Name)
        .OrderBy(field => field.Name, StringComparer.Ordinal)];

    // Names are written into source code, so they may contain only these characters.
    private static bool HasName(JsonElement item) =>
        JsonValues.Text(item, "name") is { } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':') && name.Any(char.IsAsciiLetter);

    private static string[] Names(JsonElement item) =>
        JsonValues.Text(item, "related")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
