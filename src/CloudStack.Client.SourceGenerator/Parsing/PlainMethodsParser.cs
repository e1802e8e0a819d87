using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudStack.Client.SourceGenerator.Parsing;

/// <summary>
/// Reads the methods of an interface that have no request class. The analyzer reports their faults.
/// </summary>
internal static class PlainMethodsParser
{
    /// <summary>A cheap first check: an interface that inherits methods, or has one with a route and without a body.</summary>
    public static bool MayHavePlainMethods(SyntaxNode node) =>
        node is InterfaceDeclarationSyntax declaration
        && (declaration.BaseList is not null
            || declaration.Members.Any(static member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method
                && !method.ParameterList.Parameters.Any(static parameter => parameter.AttributeLists.Any(static list => list.Attributes.Any(IsBody)))));

    public static PlainMethodsShape? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is not INamedTypeSymbol type
            || !CanBeNamed(type)
            || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).First(MayHavePlainMethods) != context.Node)
        {
            return null;
        }

        List<PlainMethodShape> methods = [.. CommandMethod.AllOf(type.AllInterfaces.Insert(0, type).SelectMany(declaring => declaring.GetMembers()))
            .GroupBy(method => (method.Symbol.Name, method.RoutedCommand))
            .Select(Shape)
            .OfType<PlainMethodShape>()
            .OrderBy(method => method.Name, StringComparer.Ordinal)
            .ThenBy(method => method.Command.Name, StringComparer.Ordinal)];
        return methods.Count == 0 ? null : new PlainMethodsShape(TypeShells.ForNeighbour(type, "Commands"), type.FullName(), EquatableArray.From(methods));
    }

    /// <summary>Whether generated code in another file and class can refer to the interface; Refit can't implement the others either.</summary>
    private static bool CanBeNamed(INamedTypeSymbol type) =>
        !type.IsInGenericType()
        && type.SelfAndContainers().All(current =>
            current is { IsFileLocal: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal });

    /// <summary>Combines the overloads of one command, because a call passes on only the name and the command.</summary>
    private static PlainMethodShape? Shape(IEnumerable<CommandMethod> overloads)
    {
        CommandMethod method = overloads.FirstOrDefault(overload => overload.Request is null);
        if (method is not { RoutedCommand.Length: > 0, Answer: var (form, result) } || (result is not null && !result.IsModel()))
        {
            return null;
        }

        IEnumerable<IParameterSymbol> parameters = overloads.Where(overload => overload.Request is null).SelectMany(overload => overload.Symbol.Parameters);
        return method.PlainCommand(form, new DiagnosticBag(method.Symbol)) is { } command
            ? new PlainMethodShape(method.Symbol.Name, RequestForms.BaseOf(form, result), command with { Settings = WithParameters(parameters, command.Settings) })
            : null;
    }

    private static EquatableArray<string> WithParameters(IEnumerable<IParameterSymbol> parameters, EquatableArray<string> settings)
    {
        HashSet<string> names = [.. parameters.Select(static parameter => WireName(parameter).ToLowerInvariant())];
        settings = EquatableArray.From(settings.Concat(CommandFacts.SettingsOf(names)));
        string[] secrets =
        [
            .. parameters
                .Where(parameter => parameter.ClientAttribute("SensitiveAttribute") is not null)
                .Select(parameter => SymbolDisplay.FormatLiteral(WireName(parameter), quote: true))
                .Distinct(),
        ];
        return secrets.Length == 0 ? settings : EquatableArray.From(settings.Append($"SensitiveParameters = new[] {{ {string.Join(", ", secrets)} }}"));
    }

    /// <summary>The name that Refit sends a parameter with.</summary>
    private static string WireName(IParameterSymbol parameter) =>
        parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.IsNamed(KnownNames.RefitNamespace, "AliasAsAttribute")).FirstArgument() as string
            ?? parameter.Name;

    private static bool IsBody(AttributeSyntax attribute) => attribute.Name.ToString() is "Body" or "BodyAttribute" or "Refit.Body" or "Refit.BodyAttribute" or "global::Refit.Body";
}
