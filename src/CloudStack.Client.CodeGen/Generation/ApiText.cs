using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes an interface and the requests of its commands.</summary>
internal static class ApiText
{
    public static GeneratedFile Write(GenerationPlan plan, CatalogGroup group)
    {
        string name = $"I{group.ClientProperty}Api";
        List<MethodPlan> methods = [.. plan.CommandsOf(group).SelectMany(plan.MethodsOf)];
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ApiNamespace, [.. plan.Usings.Append("Refit").Order(StringComparer.Ordinal)])
            .Line($"/// <summary>Commands of the group {Xml.Code(group.Name)}. Later minor versions may add members.</summary>")
            .Line($"public partial interface {name}")
            .Open();
        text.Members(methods, method => Method(text, plan, method)).Close();
        foreach (MethodPlan method in methods)
        {
            RequestText.Write(text.Line(), plan, method);
        }

        return new GeneratedFile($"{(plan.IsSdk ? "Apis/" : "")}{name}.g.cs", text.ToString());
    }

    private static void Method(CodeText text, GenerationPlan plan, MethodPlan method)
    {
        CatalogCommand command = method.Command;
        string? hidden = plan.IsSdk ? plan.Overrides.Hidden.GetValueOrDefault(command.Name) : null;
        MethodComment.Write(text, method, hidden: hidden);
        string token = method.Form == MethodForm.Query ? "" : ", CancellationToken cancellationToken = default";
        // How a command is sent is an option of the client; the verb indicates whether it makes changes.
        string verb = command.Kind == "read" ? "Get" : "Post";
        if (hidden is not null)
        {
            text.Line("[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]");
        }

        text.Line($"[{verb}(\"?command={command.Name}\")]")
            .Line($"{method.ReturnType} {method.Name}([Body] {method.RequestType} request{token});");
    }
}
