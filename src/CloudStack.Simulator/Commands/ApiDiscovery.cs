namespace CloudStack.Simulator;

/// <summary>listApis: the commands that the caller's role may call.</summary>
internal static class ApiDiscovery
{
    public static CommandAnswer List(CommandContext context)
    {
        string? name = context.Text("name");
        var commands = context.Cloud.Catalog.Commands
            .Where(c => (name is null || c.Name == name) && Authenticator.IsAllowed(context.Account, c))
            .ToList();
        if (name is not null && commands.Count == 0)
        {
            throw ApiError.Internal($"Unable to find API {name}");
        }

        return CommandAnswer.Flat(new ApiObject
        {
            { "count", commands.Count },
            { "api", commands.Select(c => Describe(context.Cloud.Catalog, c)).ToArray() },
        });
    }

    private static ApiObject Describe(ServedCatalog catalog, CommandInfo command) => new()
    {
        { "name", command.Name },
        { "description", command.Description },
        { "since", command.Since },
        { "isasync", command.IsAsync },
        { "related", Related(catalog, command.DeclaredClass, command.Name) },
        { "params", command.Parameters.Where(static p => !p.IsHidden).Select(p => Describe(catalog, p)).ToArray() },
        { "response", Fields(catalog, command.DeclaredClass, []).Concat([[], []]).ToArray() },
        { "httprequesttype", command.ShownMethod ?? (command.IsRead || command.AllowsGet ? "GET" : "POST") },
    };

    private static ApiObject Describe(ServedCatalog catalog, ParameterInfo parameter) => new()
    {
        { "name", parameter.Name },
        { "description", parameter.Description },
        { "type", parameter.Type },
        { "length", parameter.MaxLength },
        { "required", parameter.IsRequired },
        { "since", parameter.Since },
        { "related", Related(catalog, parameter.Entity, null) },
    };

    private static IEnumerable<ApiObject> Fields(ServedCatalog catalog, string? responseClass, string[] within)
    {
        // The server expands a class once on each path, without the fields that all classes have. Members that it doesn't document
        // leave an empty object behind.
        string[] path = [.. within, responseClass ?? string.Empty];
        foreach (ResponseField field in catalog.FieldsOf(responseClass).Where(f => !f.IsUnlisted && (within.Length == 0 || f.Name is not ("jobid" or "jobstatus"))))
        {
            yield return field.IsUndocumented ? [] : Describe(catalog, field, path);
        }
    }

    private static ApiObject Describe(ServedCatalog catalog, ResponseField field, string[] path)
    {
        bool isUnfolded = field is { IsOpaque: false, ObjectClass: { } items }
            && field.Type.StartsWith("list:", StringComparison.Ordinal)
            && !path.Contains(items, StringComparer.Ordinal);
        return new ApiObject
        {
            { "name", field.Name },
            { "description", field.Description },
            { "type", field.ShownType ?? TypeName(field.Type) },
            { "response", isUnfolded ? Fields(catalog, field.ObjectClass, path).ToArray() : null },
        };
    }

    // Types are those of the server's fields; an enumeration or a nested object has the name of its class.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "Names on the wire are in lower case.")]
    private static string TypeName(string type)
    {
        string[] parts = type.Split(':');
        return parts switch
        {
            ["enum", var name] => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant(),
            ["object", var name] => name.ToLowerInvariant(),
            ["any"] => "object",
            [var first, ..] => first,
            _ => type,
        };
    }

    private static string? Related(ServedCatalog catalog, string? responseClass, string? except)
    {
        if (responseClass is null or "SuccessResponse")
        {
            return null;
        }

        string names = string.Join(',', catalog.AnsweringWith(responseClass).Where(n => n != except));
        return names.Length > 0 ? names : null;
    }
}
