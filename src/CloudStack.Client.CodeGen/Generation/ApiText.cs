using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes an interface and the requests of its commands.</summary>
internal static class ApiText
{
    public static GeneratedFile Write(GenerationPlan plan, CatalogGroup group)
    {
        string name = $"I{group.ClientProperty}Api";
        List<CatalogCommand> commands = [.. plan.CommandsOf(group)];
        CodeText text = CodeText.Start(plan.Catalog.Version, plan.ApiNamespace, plan.Usings)
            .Line($"/// <summary>Commands of the group {Xml.Code(group.Name)}. Later minor versions may add members.</summary>")
            .Line("[CloudStackApi]")
            .Line($"public partial interface {name}")
            .Open();
        bool first = true;
        foreach (MethodPlan method in commands.SelectMany(plan.MethodsOf))
        {
            if (!first)
            {
                text.Line();
            }

            first = false;
            Method(text, method);
        }

        text.Close();
        foreach (CatalogCommand command in commands)
        {
            RequestText.Write(text.Line(), plan, command);
        }

        return new GeneratedFile($"{(plan.IsSdk ? "Apis/" : "")}{name}.g.cs", text.ToString());
    }

    private static void Method(CodeText text, MethodPlan method)
    {
        CatalogCommand command = method.Command;
        bool required = MethodPlan.NeedsRequest(command);
        text.Line($"/// <summary>{Facts.Summary(command)}</summary>");
        if (Facts.Remarks(command, method.When) is { Length: > 0 } remarks)
        {
            text.Line($"/// <remarks>{remarks}</remarks>");
        }

        text.Line($"/// <param name=\"request\">The parameters{(required ? "" : "; null for none")}.</param>");
        if (method.Form != MethodForm.Query)
        {
            text.Line("/// <param name=\"cancellationToken\">Ends the call.</param>");
        }

        text.Line($"/// <returns>{Returns(method.Form)}</returns>");
        if (method.Form != MethodForm.Query)
        {
            text.Line("/// <exception cref=\"CloudStackException\">The call did not succeed; the type says how.</exception>");
        }

        string request = required ? $"{method.RequestType} request" : $"{method.RequestType}? request = null";
        string token = method.Form == MethodForm.Query ? "" : ", CancellationToken cancellationToken = default";
        text.Line($"[Command(\"{command.Name}\", CommandKind.{Kind(command)}{Settings(method)})]")
            .Line($"{method.ReturnType} {method.Name}({request}{token});");
    }

    private static string Kind(CatalogCommand command) => command.Kind switch
    {
        "read" => "Read",
        "write" => "Write",
        "job" => "Job",
        "createJob" => "CreateJob",
        _ => throw new ToolException($"{command.Name} has the unknown kind '{command.Kind}'."),
    };

    private static string Settings(MethodPlan method)
    {
        CatalogCommand command = method.Command;
        string paged = method.Form == MethodForm.Query && !command.Paged ? ", Paged = false" : "";
        string flat = command.Result == "flat" && method.Form == MethodForm.Object ? ", Flat = true" : "";
        string request = command.SensitiveRequest ? ", SensitiveRequest = true" : "";
        string response = command.SensitiveResponse ? ", SensitiveResponse = true" : "";
        return paged + flat + request + response;
    }

    private static string Returns(MethodForm form) => form switch
    {
        MethodForm.Query => "The query; nothing is sent before it is enumerated.",
        MethodForm.Handle => "The handle of the job.",
        MethodForm.List => "The items of the answer.",
        MethodForm.Nothing => "A task that ends with the call; the server sends no answer.",
        _ => "The answer.",
    };
}
