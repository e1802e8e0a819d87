using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes a class of answers.</summary>
internal static class ModelText
{
    private const int MostCommands = 6;

    public static GeneratedFile Write(GenerationPlan plan, CatalogResponse response)
    {
        List<(CatalogField Field, string Type)> fields = [.. response.Fields.Select(field => (field, FieldTypes.OfField(field.Type, field.Element, plan.ModelName)))];
        List<string> usings = plan.IsSdk ? [] : [.. plan.Usings];
        if (fields.Any(field => field.Type.Contains("JsonElement", StringComparison.Ordinal)))
        {
            usings.Add("System.Text.Json");
        }

        usings.Sort(StringComparer.Ordinal);
        string named = HasText(response, "id", "Id") && HasText(response, "name", "Name") ? " : INamedResource" : "";
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ModelNamespace, [.. usings])
            .Line($"/// <summary>{Summary(plan, response)}</summary>")
            .Line("[CloudStackModel]")
            .Line($"public sealed partial class {response.Pascal}{named}")
            .Open();
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0)
            {
                text.Line();
            }

            Property(text, plan, fields[i].Field, fields[i].Type);
        }

        text.Close();
        return new GeneratedFile($"{(plan.IsSdk ? "Models/" : "")}{response.Pascal}.g.cs", text.ToString());
    }

    private static void Property(CodeText text, GenerationPlan plan, CatalogField field, string type)
    {
        string? known = FieldTypes.EnumOf(field.Type) is { } name ? EnumNames.Of(name, plan.Overrides) : null;
        text.Line($"/// <summary>{Facts.Summary(field, known)}</summary>");

        // Names of fields keep their letter case on the wire.
        if (!string.Equals(field.Pascal.ToLowerInvariant(), field.Name, StringComparison.Ordinal))
        {
            text.Line($"[WireName(\"{field.Name}\")]");
        }

        text.Line($"public {type}? {field.Pascal} {{ get; init; }}");
    }

    private static string Summary(GenerationPlan plan, CatalogResponse response)
    {
        List<string> commands = [.. plan.AnsweredWith(response)];
        if (commands.Count == 0)
        {
            return $"A part of other answers; {Xml.Code(response.Name)} on the server.";
        }

        List<string> named = [.. commands.Take(MostCommands).Select(Xml.Code)];
        if (commands.Count > MostCommands)
        {
            named.Add($"{commands.Count - MostCommands} more commands");
        }

        return $"What {Facts.Joined(named, "and")} {(commands.Count == 1 ? "answers" : "answer")} with; {Xml.Code(response.Name)} on the server.";
    }

    private static bool HasText(CatalogResponse response, string name, string property) =>
        response.Fields.Any(field => field.Name == name && field.Pascal == property && field.Type == "string");
}
