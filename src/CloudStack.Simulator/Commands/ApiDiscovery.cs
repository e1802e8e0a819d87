namespace CloudStack.Simulator;

/// <summary>listApis: what the caller's role may call.</summary>
internal static class ApiDiscovery
{
    public static CommandAnswer List(CommandContext context)
    {
        string? name = context.Text("name");
        var commands = CommandCatalog.Instance.Commands.Values
            .Where(c => (name is null || c.Name == name) && Authenticator.IsAllowed(context.Account, c))
            .ToList();
        if (name is not null && commands.Count == 0)
        {
            throw ApiError.Internal($"Unable to find API {name}");
        }

        return CommandAnswer.Flat(new ApiObject { { "count", commands.Count }, { "api", commands.Select(Describe).ToArray() } });
    }

    private static ApiObject Describe(CommandInfo command) => new()
    {
        { "name", command.Name },
        { "description", string.Empty },
        { "since", command.Since },
        { "isasync", command.IsAsync },
        { "related", string.Empty },
        {
            "params", command.Parameters.Where(static p => !p.IsHidden)
                .Select(static p => Describe(p))
                .Concat(command.IsAsync ? [Describe(new ParameterInfo("customjobid", "string", null, null, string.Empty))] : [])
                .ToArray()
        },
        { "response", CommandCatalog.Instance.FieldsOf(command.ResponseClass).Select(static f => Describe(f, 0)).ToArray() },
        { "httprequesttype", command.IsRead || command.AllowsGet ? "GET" : "POST" },
    };

    private static ApiObject Describe(ParameterInfo parameter) => new()
    {
        { "name", parameter.Name },
        { "description", string.Empty },
        { "type", parameter.Type },
        { "length", parameter.MaxLength },
        { "required", parameter.IsRequired },
    };

    private static ApiObject Describe(ResponseField field, int depth)
    {
        string[] type = field.Type.Split(':');
        string? nested = type is [.., "object", var name] ? name : null;
        return new ApiObject
        {
            { "name", field.Name },
            { "description", string.Empty },
            { "type", type[0] switch { "enum" => "string", "object" => "responseobject", "any" => "object", var plain => plain } },
            {
                "response", nested is not null && depth < 2
                    ? CommandCatalog.Instance.FieldsOf(nested).Select(f => Describe(f, depth + 1)).ToArray()
                    : null
            },
        };
    }
}
