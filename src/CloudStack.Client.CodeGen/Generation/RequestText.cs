using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the request of a command.</summary>
internal static class RequestText
{
    public static void Write(CodeText text, GenerationPlan plan, MethodPlan method)
    {
        CatalogCommand command = method.Command;
        List<CatalogParameter> parameters = [.. MethodPlan.ParametersOf(command)
            .OrderByDescending(parameter => parameter.Required)
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)];
        text.Line($"/// <summary>The parameters of {Xml.Code(command.Name)}{(parameters.Count == 0 ? "; the catalog lists none" : "")}.</summary>")
            .Line($"[Command(\"{command.Name}\", CommandKind.{Kind(command)}{Settings(method)})]");
        string declaration = $"public sealed partial class {method.RequestType} : {method.RequestBase}";
        if (parameters.Count == 0)
        {
            text.Line(declaration + ";");
            return;
        }

        text.Line(declaration).Open();
        for (int i = 0; i < parameters.Count; i++)
        {
            if (i > 0)
            {
                text.Line();
            }

            Property(text, plan, command, parameters[i]);
        }

        text.Close();
    }

    private static string Kind(CatalogCommand command) => command.Kind switch
    {
        "read" => "Read",
        "write" => "Write",
        "job" => "Job",
        "createJob" => "CreateJob",
        _ => throw new ToolException($"{command.Name} has the unknown kind '{command.Kind}'."),
    };

    private static string Settings(MethodPlan method)
    {
        CatalogCommand command = method.Command;
        string flat = command.Result == "flat" && method.Form == MethodForm.Object ? ", Flat = true" : "";
        string request = command.SensitiveRequest ? ", SensitiveRequest = true" : "";
        string response = command.SensitiveResponse ? ", SensitiveResponse = true" : "";
        return flat + request + response;
    }

    private static void Property(CodeText text, GenerationPlan plan, CatalogCommand command, CatalogParameter parameter)
    {
        text.Line($"/// <summary>{Facts.Summary(command, parameter, plan.Link)}</summary>");
        if (!string.Equals(parameter.Pascal, parameter.Name, StringComparison.OrdinalIgnoreCase))
        {
            text.Line($"[WireName(\"{parameter.Name.ToLowerInvariant()}\")]");
        }

        if (parameter.MapStyle is "key-value" or "names-first")
        {
            text.Line($"[MapStyle(MapStyle.{(parameter.MapStyle == "key-value" ? "KeyValue" : "NamesFirst")})]");
        }

        if (plan.Overrides.IsSensitive(command.Name, parameter.Name))
        {
            text.Line("[Sensitive]");
        }

        if ((parameter.Type == "uuid" || parameter.Element == "uuid")
            && !parameter.Pascal.EndsWith("Id", StringComparison.Ordinal)
            && !parameter.Pascal.EndsWith("Ids", StringComparison.Ordinal))
        {
            text.Line("[EntityId]");
        }

        string type = (parameter.Type, parameter.MapStyle) switch
        {
            ("map", "records") => $"IReadOnlyList<{plan.Entries.Of(command, parameter).Name}>",
            ("map", _) => "IReadOnlyDictionary<string, string>",
            _ => FieldTypes.OfParameter(parameter.Type),
        };
        text.Line(parameter.Required
            ? $"public required {type} {parameter.Pascal} {{ get; init; }}"
            : $"public {type}? {parameter.Pascal} {{ get; init; }}");
    }
}
