using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Determines which methods a command has and what they return.</summary>
internal static class MethodPlans
{
    public static IEnumerable<MethodPlan> Of(CatalogCommand command, Func<string, string> modelName, NameOverrides overrides)
    {
        CatalogAlternative? second = command.Alternatives?.FirstOrDefault(alternative => alternative.Response != command.Response);
        string? when = second is null ? null : overrides.Alternatives.GetValueOrDefault($"{command.Name}.{second.Response}");

        // An object is read as a list of one, so a method whose command returns either returns the list.
        bool isList = command.Result == "list"
            || command.Alternatives?.Any(alternative => alternative.Result == "list" && alternative.Response == command.Response) == true;
        yield return Plan(command, command.Response, isList, command.Pascal, when is null ? null : $"The server responds like this unless {when}.", modelName);
        if (second is not null)
        {
            yield return Plan(
                command,
                second.Response,
                second.Result == "list",
                $"{command.Pascal}As{modelName(second.Response)}",
                when is null ? "The server responds like this only in some cases." : $"The server responds like this if {when}.",
                modelName);
        }
    }

    private static MethodPlan Plan(CatalogCommand command, string? response, bool isList, string name, string? when, Func<string, string> modelName)
    {
        string? model = response is null ? null : modelName(response);
        string answer = isList && command.Async ? $"JobList<{model}>" : model ?? "";
        (string type, string parent, MethodForm form) = (command.Kind, model, isList) switch
        {
            ("job" or "createJob", null, _) => ("Task<JobHandle>", "JobCommandRequest", MethodForm.Handle),
            ("job" or "createJob", _, _) => ($"Task<JobHandle<{answer}>>", $"JobCommandRequest<{answer}>", MethodForm.Handle),
            (_, null, _) => ("Task", "CommandRequest", MethodForm.Nothing),
            ("read", _, true) when command.Paged => ($"PagedQuery<{answer}>", $"QueryRequest<{answer}>", MethodForm.Query),
            (_, _, true) => ($"Task<IReadOnlyList<{answer}>>", $"ListCommandRequest<{answer}>", MethodForm.List),
            _ => ($"Task<{answer}>", $"CommandRequest<{answer}>", MethodForm.Object),
        };
        return new MethodPlan(command, form == MethodForm.Query ? name : name + "Async", name + "Request", parent, type, form, when);
    }
}
