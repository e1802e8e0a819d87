namespace CloudStack.Client.CodeGen.Generation;

/// <summary>
/// Writes the registration of the implementations that Refit's generator creates for the SDK's interfaces. Its own registration
/// would keep the code of every command in a trimmed program.
/// </summary>
internal static class ImplementationsText
{
    public static GeneratedFile Write(GenerationPlan plan)
    {
        CodeText text = CodeText.Start(plan.Catalog.Version, "Refit.Implementation", "CloudStack.Client.Commands", "System.Runtime.CompilerServices")
            .Line("internal static partial class GeneratedCloudStack_Client")
            .Open()
            .Line("// This separate assembly must be ready, no matter which code requests an interface first.")
            .Line("#pragma warning disable CA2255")
            .Line("[ModuleInitializer]")
            .Line("internal static void Register()")
            .Open();
        foreach (string property in plan.Groups.Select(group => group.ClientProperty))
        {
            text.Line($"ApiFactory.Register<{plan.ApiNamespace}.I{property}Api>(static (http, settings) => new CloudStackClientApisI{property}Api(http, settings));");
        }

        return new GeneratedFile("Implementations.g.cs", text.Close().Close().ToString());
    }
}
