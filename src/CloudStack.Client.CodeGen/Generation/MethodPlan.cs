using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>A method of an interface. The few commands that answer in two ways have two.</summary>
/// <param name="Command">The command that it sends.</param>
/// <param name="Name">Its name.</param>
/// <param name="RequestType">The class of its request.</param>
/// <param name="RequestBase">The base class of the request, which says what the answer is.</param>
/// <param name="ReturnType">Its return type.</param>
/// <param name="Form">What the return type stands for.</param>
/// <param name="When">When the server answers in this way, for one of two methods; null if always.</param>
internal sealed record MethodPlan(CatalogCommand Command, string Name, string RequestType, string RequestBase, string ReturnType, MethodForm Form, string? When)
{
    /// <summary>The parameters that its request declares: all but those that the query owns.</summary>
    public static IEnumerable<CatalogParameter> ParametersOf(CatalogCommand command) =>
        command is { Kind: "read", List: true, Paged: true }
            ? command.Params.Where(parameter => parameter.Name is not ("page" or "pagesize"))
            : command.Params;

    public static bool NeedsRequest(CatalogCommand command) => ParametersOf(command).Any(parameter => parameter.Required);
}
