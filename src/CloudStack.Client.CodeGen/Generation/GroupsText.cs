using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the groups as properties of the client.</summary>
internal static class GroupsText
{
    public static IEnumerable<GeneratedFile> Write(GenerationPlan plan)
    {
        CodeText type = CodeText.Start(plan.Catalog.Version, "CloudStack.Client", "CloudStack.Client.Apis")
            .Line("public partial interface ICloudStackClient")
            .Open();
        CodeText implementation = CodeText.Start(plan.Catalog.Version, "CloudStack.Client", "CloudStack.Client.Apis")
            .Line("public sealed partial class CloudStackClient")
            .Open();
        bool first = true;
        foreach (CatalogGroup group in plan.Groups)
        {
            if (!first)
            {
                type.Line();
                implementation.Line();
            }

            first = false;
            int count = plan.CommandsOf(group).Count();
            type.Line($"/// <summary>The group {Xml.Code(group.Name)}: {count} {(count == 1 ? "command" : "commands")}.</summary>")
                .Line($"I{group.ClientProperty}Api {group.ClientProperty} {{ get; }}");
            implementation.Line("/// <inheritdoc/>")
                .Line($"public I{group.ClientProperty}Api {group.ClientProperty} => field ??= CreateApi<I{group.ClientProperty}Api>();");
        }

        return
        [
            new GeneratedFile("ICloudStackClient.Groups.g.cs", type.Close().ToString()),
            new GeneratedFile("CloudStackClient.Groups.g.cs", implementation.Close().ToString()),
            ImplementationsText.Write(plan),
        ];
    }
}
