using System;
using System.Collections.Generic;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>A method of a Refit interface, treated as one that sends a command.</summary>
internal sealed class CommandMethod
{
    private CommandMethod(IMethodSymbol symbol, AttributeData route)
    {
        Symbol = symbol;
        Route = route;
        Verb = route.AttributeClass!.Name.Replace("Attribute", "");
        Path = route.FirstArgument() as string ?? "";
        RoutedCommand = CommandOf(Path);
        Request = symbol.Parameters.FirstOrDefault(parameter => RequestForms.Of(parameter.Type) is not null);
        Attribute = symbol.ClientAttribute("CommandAttribute");
        Answer = ReturnForms.Of(WithoutResponse(symbol.ReturnType));
    }

    public IMethodSymbol Symbol { get; }

    /// <summary>Refit's attribute with the verb and the route.</summary>
    public AttributeData Route { get; }

    public string Verb { get; }

    public string Path { get; }

    /// <summary>The command that the route names; null if it names none.</summary>
    public string? RoutedCommand { get; }

    /// <summary>The parameter whose type is a request class; null if the method accepts parameters individually.</summary>
    public IParameterSymbol? Request { get; }

    /// <summary>The method's own <c>[Command]</c>; null for none.</summary>
    public AttributeData? Attribute { get; }

    /// <summary>What the method returns; null if no command can return it.</summary>
    public (ReturnForm Form, ITypeSymbol? Result)? Answer { get; }

    /// <summary>
    /// Whether this is certainly a command of this client. Refit interfaces of other services, and those that call CloudStack
    /// without this client, are ignored.
    /// </summary>
    public bool IsCommand => Request is not null || Attribute is not null || Names(Symbol.ReturnType);

    /// <summary>The command of a method without a request class; null, with a diagnostic, if its attribute is invalid.</summary>
    public CommandShape? PlainCommand(ReturnForm form, DiagnosticBag diagnostics) => Attribute is { } attribute
        ? CommandFacts.Parse(Symbol, attribute, form, diagnostics, Verb)
        : new CommandShape(RoutedCommand ?? "", CommandFacts.DefaultKind(form, Verb), EquatableArray.From<string>([]));

    /// <summary>The method; null if it has no route.</summary>
    public static CommandMethod? Of(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: true } method && RouteOf(method) is { } route
            ? new CommandMethod(method, route)
            : null;

    /// <summary>The commands of an interface; none if it belongs to another service.</summary>
    public static List<CommandMethod> AllOf(IEnumerable<ISymbol> members)
    {
        List<CommandMethod> methods = [.. members.Select(Of).OfType<CommandMethod>()];
        return methods.Any(method => method.IsCommand) ? methods : [];
    }

    /// <summary>
    /// Whether a return type contains a type of this client, or a model where the route names a command. No command can return
    /// some of these types, which is then reported.
    /// </summary>
    private bool Names(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Names(array.ElementType),
        INamedTypeSymbol named => named.IsNamed(KnownNames.Namespace, "PagedQuery", 1)
            || named.IsNamed(KnownNames.Namespace, "JobHandle")
            || named.IsNamed(KnownNames.Namespace, "JobHandle", 1)
            || (RoutedCommand is not null && named.IsModel())
            || named.TypeArguments.Any(Names),
        _ => false,
    };

    private static AttributeData? RouteOf(IMethodSymbol method) => method.GetAttributes().FirstOrDefault(attribute =>
        attribute.AttributeClass?.BaseType.IsNamed(KnownNames.RefitNamespace, "HttpMethodAttribute") ?? false);

    private static string? CommandOf(string route)
    {
        int query = route.IndexOf('?');
        return query < 0
            ? null
            : route.Substring(query + 1).Split('&').Where(pair => pair.StartsWith("command=", StringComparison.Ordinal)).Select(pair => pair.Substring("command=".Length)).FirstOrDefault();
    }

    /// <summary><c>Task&lt;ApiResponse&lt;T&gt;&gt;</c> is a response of type T.</summary>
    private static ITypeSymbol WithoutResponse(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol { TypeArguments: [var answer] } response] } task
        && task.IsNamed("System.Threading.Tasks", "Task", 1)
        && (response.IsNamed(KnownNames.RefitNamespace, "ApiResponse", 1) || response.IsNamed(KnownNames.RefitNamespace, "IApiResponse", 1))
            ? task.OriginalDefinition.Construct(answer)
            : type;
}
