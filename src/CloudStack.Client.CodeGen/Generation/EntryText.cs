namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the class of one record of a map parameter.</summary>
internal static class EntryText
{
    public static GeneratedFile Write(GenerationPlan plan, EntryType entry)
    {
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ApiNamespace, plan.IsSdk ? [] : plan.Usings)
            .Line("/// <summary>One record of a parameter that accepts several.</summary>")
            .Line($"public sealed class {entry.Name}")
            .Open();
        bool first = true;
        foreach (string key in entry.Keys)
        {
            string property = plan.Words.Of(key);
            if (!first)
            {
                text.Line();
            }

            first = false;
            text.Line($"/// <summary>Entry {Xml.Code(key)}; null to leave it out.</summary>");
            if (!string.Equals(property.ToLowerInvariant(), key, StringComparison.Ordinal))
            {
                text.Line($"[WireName(\"{key}\")]");
            }

            text.Line($"public string? {property} {{ get; init; }}");
        }

        if (entry.IsOpen)
        {
            text.Line()
                .Line("/// <summary>Entries with other names, which keep their case; null for none.</summary>")
                .Line("public IReadOnlyDictionary<string, string>? AdditionalEntries { get; init; }");
        }

        text.Close();
        return new GeneratedFile($"{(plan.IsSdk ? "Apis/Entries/" : "")}{entry.Name}.g.cs", text.ToString());
    }
}
