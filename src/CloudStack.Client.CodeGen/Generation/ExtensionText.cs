using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>
/// Writes methods without a request for the commands that require no parameters. They extend the interface instead of belonging to it,
/// because mocks would return null for them.
/// </summary>
internal static class ExtensionText
{
    /// <summary>The file; none if every command of the group requires a parameter.</summary>
    public static IEnumerable<GeneratedFile> Write(GenerationPlan plan, CatalogGroup group)
    {
        List<MethodPlan> methods = [.. plan.CommandsOf(group).Where(command => !MethodPlan.NeedsRequest(command)).SelectMany(plan.MethodsOf)];
        if (methods.Count == 0)
        {
            yield break;
        }

        string api = $"I{group.ClientProperty}Api";
        string name = $"{group.ClientProperty}ApiExtensions";
        // In the SDK, they're in the client's namespace, so they're available wherever the client is.
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.IsSdk ? "CloudStack.Client" : plan.ApiNamespace, plan.IsSdk ? [plan.ApiNamespace, .. plan.Usings] : plan.Usings)
            .Line($"/// <summary>Methods without a request, for the commands of <see cref=\"{api}\"/> that require no parameters.</summary>")
            .Line($"public static class {name}")
            .Open();
        text.Members(methods, method => Method(text, method, api)).Close();
        yield return new GeneratedFile($"{(plan.IsSdk ? "Apis/Extensions/" : "")}{name}.g.cs", text.ToString());
    }

    private static void Method(CodeText text, MethodPlan method, string api)
    {
        MethodComment.Write(text, method, api);
        string token = method.Form == MethodForm.Query ? "" : ", CancellationToken cancellationToken = default";
        string passed = method.Form == MethodForm.Query ? "" : ", cancellationToken";
        text.Line($"public static {method.ReturnType} {method.Name}(this {api} api{token}) =>")
            .Line($"    api.{method.Name}(new {method.RequestType}(){passed});");
    }
}
