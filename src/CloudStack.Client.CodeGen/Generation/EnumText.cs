using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the known values of a text field. They aren't an enumeration, because servers add values.</summary>
internal static class EnumText
{
    public static GeneratedFile Write(GenerationPlan plan, CatalogEnum known)
    {
        string name = EnumNames.Of(known.Name, plan.Overrides);
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ModelNamespace)
            .Line("/// <summary>Known values of a text field; servers may send others.</summary>")
            .Line($"public static class {name}")
            .Open();
        for (int i = 0; i < known.Values.Count; i++)
        {
            if (i > 0)
            {
                text.Line();
            }

            text.Line($"/// <summary>{Xml.Code(known.Values[i])}</summary>")
                .Line($"public const string {plan.Words.OfValue(known.Values[i])} = \"{known.Values[i]}\";");
        }

        text.Close();
        return new GeneratedFile($"Models/{name}.g.cs", text.ToString());
    }
}
