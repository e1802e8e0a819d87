using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes a response class.</summary>
internal static class ModelText
{
    private const int MostCommands = 6;

    private static readonly string[] Scalars = ["string", "int", "long"];

    public static GeneratedFile Write(GenerationPlan plan, CatalogResponse response)
    {
        List<(CatalogField Field, string Type)> fields = [.. response.Fields.Select(field => (field, FieldTypes.OfField(field.Type, field.Element, plan.ModelName)))];
        List<string> usings = plan.IsSdk ? [] : [.. plan.Usings];
        if (fields.Any(field => field.Type.Contains("JsonElement", StringComparison.Ordinal)))
        {
            usings.Add("System.Text.Json");
        }

        string? display = DebuggerDisplay(response, fields);
        if (display is not null)
        {
            usings.Add("System.Diagnostics");
        }

        usings.Sort(StringComparer.Ordinal);
        string named = HasText(response, "id", "Id") && HasText(response, "name", "Name") ? " : INamedResource" : "";
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ModelNamespace, [.. usings])
            .Line($"/// <summary>{Summary(plan, response)}</summary>")
            .Line("[CloudStackModel]");
        if (display is not null)
        {
            text.Line(display);
        }

        text
            .Line($"public sealed partial class {response.Pascal}{named}")
            .Open();
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0)
            {
                text.Line();
            }

            Property(text, plan, response, fields[i].Field, fields[i].Type);
        }

        text.Close();
        return new GeneratedFile($"{(plan.IsSdk ? "Models/" : "")}{response.Pascal}.g.cs", text.ToString());
    }

    private static void Property(CodeText text, GenerationPlan plan, CatalogResponse response, CatalogField field, string type)
    {
        string? known = FieldTypes.EnumOf(field.Type) is { } name ? EnumNames.Of(name, plan.Overrides) : null;
        text.Line($"/// <summary>{Facts.Summary(response, field, known, plan.Link)}</summary>");

        // Names of fields keep their case on the wire.
        if (!string.Equals(field.Pascal.ToLowerInvariant(), field.Name, StringComparison.Ordinal))
        {
            text.Line($"[WireName(\"{field.Name}\")]");
        }

        text.Line(field.NonNull ? $"public {type} {field.Pascal} {{ get; init; }} = \"\";" : $"public {type}? {field.Pascal} {{ get; init; }}");
    }

    private static string Summary(GenerationPlan plan, CatalogResponse response)
    {
        List<string> commands = [.. plan.AnsweredWith(response)];
        if (commands.Count == 0)
        {
            return $"Part of other responses; {Xml.Code(response.Name)} on the server.";
        }

        List<string> named = [.. commands.Take(MostCommands).Select(Xml.Code)];
        if (commands.Count > MostCommands)
        {
            named.Add($"{commands.Count - MostCommands} more commands");
        }

        return $"Returned by {Facts.Joined(named, "and")}; {Xml.Code(response.Name)} on the server.";
    }

    /// <summary>The attribute that distinguishes objects in a debugger; null if the class has no such fields.</summary>
    private static string? DebuggerDisplay(CatalogResponse response, IEnumerable<(CatalogField Field, string Type)> fields)
    {
        string[] shown = ["name", "id", "state"];
        string[] parts = [.. shown
            .Select(name => fields.FirstOrDefault(field => field.Field.Name == name && !field.Field.Sensitive && Scalars.Contains(field.Type)).Field?.Pascal)
            .OfType<string>()
            .Select(property => $"{property} = {{{property},nq}}")];
        return parts.Length == 0 ? null : $"[DebuggerDisplay(\"{response.Pascal}: {string.Join(", ", parts)}\")]";
    }

    private static bool HasText(CatalogResponse response, string name, string property) =>
        response.Fields.Any(field => field.Name == name && field.Pascal == property && field.NonNull);
}
