using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the request of a command.</summary>
internal static class RequestText
{
    public static void Write(CodeText text, GenerationPlan plan, CatalogCommand command)
    {
        List<CatalogParameter> parameters = [.. MethodPlan.ParametersOf(command)
            .OrderByDescending(parameter => parameter.Required)
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)];
        string parent = command.Async ? "JobCommandRequest" : "CommandRequest";
        text.Line($"/// <summary>The parameters of {Xml.Code(command.Name)}{(parameters.Count == 0 ? ", of which the catalog knows none" : "")}.</summary>");
        if (parameters.Count == 0)
        {
            text.Line($"public sealed partial class {command.Pascal}Request : {parent};");
            return;
        }

        text.Line($"public sealed partial class {command.Pascal}Request : {parent}").Open();
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

    private static void Property(CodeText text, GenerationPlan plan, CatalogCommand command, CatalogParameter parameter)
    {
        text.Line($"/// <summary>{Facts.Summary(parameter)}</summary>");
        if (!string.Equals(parameter.Pascal, parameter.Name, StringComparison.OrdinalIgnoreCase))
        {
            text.Line($"[WireName(\"{parameter.Name.ToLowerInvariant()}\")]");
        }

        if (parameter.MapStyle is "key-value" or "names-first")
        {
            text.Line($"[MapStyle(MapStyle.{(parameter.MapStyle == "key-value" ? "KeyValue" : "NamesFirst")})]");
        }

        if (plan.Overrides.SensitiveParameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
        {
            text.Line("[Sensitive]");
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
