using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>A method of an interface. The few commands with two kinds of responses have two.</summary>
/// <param name="Command">The command that it sends.</param>
/// <param name="Name">Its name.</param>
/// <param name="RequestType">The class of its request.</param>
/// <param name="RequestBase">The base class of the request, which determines the response.</param>
/// <param name="ReturnType">Its return type.</param>
/// <param name="Form">The kind of the return type.</param>
/// <param name="When">When the server responds this way, for one of two methods; null if always.</param>
internal sealed record MethodPlan(CatalogCommand Command, string Name, string RequestType, string RequestBase, string ReturnType, MethodForm Form, string? When)
{
    /// <summary>The parameters that its request declares: all except those that the query sets.</summary>
    public static IEnumerable<CatalogParameter> ParametersOf(CatalogCommand command) =>
        command is { Kind: "read", List: true, Paged: true }
            ? command.Params.Where(parameter => parameter.Name is not ("page" or "pagesize"))
            : command.Params;

    public static bool NeedsRequest(CatalogCommand command) => ParametersOf(command).Any(parameter => parameter.Required);
}
