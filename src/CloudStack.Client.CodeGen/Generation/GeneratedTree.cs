namespace CloudStack.Client.CodeGen.Generation;

/// <summary>All files of a plan; the same plan produces the same files, byte for byte.</summary>
internal static class GeneratedTree
{
    /// <exception cref="ToolException">A name in the catalog cannot be written into code.</exception>
    public static IReadOnlyList<GeneratedFile> Write(GenerationPlan plan)
    {
        NameCheck.Verify(plan);
        return
        [
            .. plan.Groups.Select(group => ApiText.Write(plan, group)),
            .. plan.Groups.SelectMany(group => ExtensionText.Write(plan, group)),
            .. plan.Entries.All.Select(entry => EntryText.Write(plan, entry)),
            .. plan.Models.Select(response => ModelText.Write(plan, response)),
            .. plan.Enums.Select(known => EnumText.Write(plan, known)),
            .. plan.IsSdk ? [.. GroupsText.Write(plan), ResultModelsText.Write(plan)] : Array.Empty<GeneratedFile>(),
        ];
    }
}
