using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Parsing;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Analysis;

/// <summary>
/// Checks the methods of Refit interfaces against the requests that they send. Refit doesn't know commands or jobs, so
/// otherwise a wrong return type would be detected only after the command has been executed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandInterfaceAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] ForeignAttributes =
        ["AuthorizeAttribute", "HeaderAttribute", "HeaderCollectionAttribute", "PropertyAttribute", "UrlAttribute", "BodyAttribute", "QueryNameAttribute"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.UnsupportedReturnType, Rules.GenericInterface, Rules.UnsupportedParameter, Rules.EmptyCommandName, Rules.NotAModel,
        Rules.KindContradictsAnswer, Rules.RouteContradictsRequest, Rules.VerbContradictsKind, Rules.ReturnTypeContradictsRequest,
        Rules.RequestUsedTwice, Rules.MissingBody, Rules.MissingRoute, Rules.AmbiguousMethod);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type)
        {
            return;
        }

        List<CommandMethod> methods = CommandMethod.AllOf(type.GetMembers());
        foreach (CommandMethod method in methods)
        {
            if (method.Request is { } request)
            {
                CheckRequest(context, method, request);
            }
            else
            {
                CheckPlain(context, method, type);
            }
        }

        CheckPairs(context, methods);
    }

    private static void CheckRequest(SymbolAnalysisContext context, CommandMethod method, IParameterSymbol request)
    {
        string name = method.Symbol.ToDisplayString();
        if (!request.GetAttributes().Any(attribute => attribute.AttributeClass.IsNamed(KnownNames.RefitNamespace, "BodyAttribute")))
        {
            Report(context, Rules.MissingBody, At(request), name, request.Type.ToDisplayString());
        }

        (ReturnForm form, ITypeSymbol? result) = RequestForms.Of(request.Type)!.Value;
        if (!IsUnfinished(method) && (method.Answer is not { } answer || answer.Form != form || !SymbolEqualityComparer.Default.Equals(answer.Result, result)))
        {
            Report(
                context, Rules.ReturnTypeContradictsRequest, AtReturnType(method.Symbol), name, method.Symbol.ReturnType.ToDisplayString(), request.Type.ToDisplayString(), ReturnForms.Written(form, result));
        }

        // The generator reports a class without the attribute.
        AttributeData? attribute = (request.Type as INamedTypeSymbol)?.SelfAndBases().Select(layer => layer.ClientAttribute("CommandAttribute")).FirstOrDefault(found => found is not null);
        if (attribute is not null && CommandFacts.Parse(request.Type, attribute, form, new DiagnosticBag(request.Type)) is { } command)
        {
            CheckRoute(context, method, command);
        }

        CheckParameters(context, method, form);
    }

    private static void CheckPlain(SymbolAnalysisContext context, CommandMethod method, INamedTypeSymbol type)
    {
        string name = method.Symbol.ToDisplayString();
        if (type.IsInGenericType())
        {
            Report(context, Rules.GenericInterface, At(method.Symbol), name);
            return;
        }

        if (method.Answer is not { } answer)
        {
            if (!IsUnfinished(method))
            {
                Report(context, Rules.UnsupportedReturnType, AtReturnType(method.Symbol), name, method.Symbol.ReturnType.ToDisplayString());
            }

            return;
        }

        if (answer.Result is { TypeKind: not TypeKind.Error } result && !result.IsModel())
        {
            Report(context, Rules.NotAModel, AtReturnType(method.Symbol), name, result.ToDisplayString());
        }

        DiagnosticBag diagnostics = new(method.Symbol);
        CommandShape? command = method.PlainCommand(answer.Form, diagnostics);
        foreach (DiagnosticInfo found in diagnostics.ToArray())
        {
            context.ReportDiagnostic(Diagnostic.Create(found.Rule, At(method.Symbol), [.. found.Arguments]));
        }

        if (string.IsNullOrEmpty(method.RoutedCommand))
        {
            Report(context, Rules.MissingRoute, AtRoute(context, method), name);
        }
        else if (command is not null)
        {
            CheckRoute(context, method, command);
        }

        CheckParameters(context, method, answer.Form);
    }

    private static void CheckRoute(SymbolAnalysisContext context, CommandMethod method, CommandShape command)
    {
        string name = method.Symbol.ToDisplayString();
        if (method.RoutedCommand != command.Name)
        {
            Report(context, Rules.RouteContradictsRequest, AtRoute(context, method), name, method.RoutedCommand is { } routed ? $"'{routed}'" : "no command", command.Name);
        }

        string verb = command.Kind == "Read" ? "Get" : "Post";
        if (method.Verb != verb)
        {
            string what = verb == "Get" ? "changes nothing" : "changes the cloud";
            Report(context, Rules.VerbContradictsKind, AtRoute(context, method), name, method.Verb, command.Name, what, verb);
        }
    }

    private static void CheckParameters(SymbolAnalysisContext context, CommandMethod method, ReturnForm form)
    {
        foreach (IParameterSymbol parameter in method.Symbol.Parameters)
        {
            string? obstacle = parameter.Type.TypeKind == TypeKind.Error || SymbolEqualityComparer.Default.Equals(parameter, method.Request) ? null
                : RequestForms.Of(parameter.Type) is not null ? "a method sends one request"
                : parameter.Type.IsNamed("System.Threading", "CancellationToken")
                    ? form == ReturnForm.Query ? "a query is sent when it is enumerated; pass the CancellationToken then" : null
                : parameter.GetAttributes().Any(attribute => ForeignAttributes.Any(foreign => attribute.AttributeClass.IsNamed(KnownNames.RefitNamespace, foreign)))
                    ? "a command consists of parameters only, which the client encodes as the server requires"
                : !ParameterForms.IsPlain(parameter.Type)
                    ? "a parameter must be a string, a boolean, a number, a DateTimeOffset, a Guid, or a list of strings or numbers; use a request class for anything else"
                : method.Verb != "Get" && ParameterForms.IsList(parameter.Type) && !IsQuery(parameter)
                    ? $"Refit sends a list of a [{method.Verb}] method as its body; mark it with [Query]"
                : null;
            if (obstacle is not null)
            {
                Report(context, Rules.UnsupportedParameter, At(parameter), method.Symbol.ToDisplayString(), parameter.ToDisplayString(), obstacle);
            }
        }
    }

    /// <summary>Checks for faults that involve two methods.</summary>
    private static void CheckPairs(SymbolAnalysisContext context, List<CommandMethod> methods)
    {
        for (int i = 1; i < methods.Count; i++)
        {
            CommandMethod method = methods[i];
            foreach (CommandMethod other in methods.Take(i))
            {
                if (method.Request is { } request && SymbolEqualityComparer.Default.Equals(request.Type, other.Request?.Type))
                {
                    Report(context, Rules.RequestUsedTwice, At(request), method.Symbol.ToDisplayString(), request.Type.ToDisplayString(), other.Symbol.ToDisplayString());
                    break;
                }

                if (method.Request is null && other.Request is null
                    && method.Symbol.Name == other.Symbol.Name && method.RoutedCommand == other.RoutedCommand && !Equals(Facts(method), Facts(other)))
                {
                    Report(context, Rules.AmbiguousMethod, At(method.Symbol), method.Symbol.ToDisplayString(), other.Symbol.ToDisplayString());
                    break;
                }
            }
        }
    }

    /// <summary>What the client knows about a method; its overloads share it.</summary>
    private static ((ReturnForm Form, ITypeSymbol? Result)? Answer, CommandShape? Command) Facts(CommandMethod method) =>
        (method.Answer, method.Answer is { } answer ? method.PlainCommand(answer.Form, new DiagnosticBag(method.Symbol)) : null);

    /// <summary>Whether the compiler reports an error in the return type itself.</summary>
    private static bool IsUnfinished(CommandMethod method) => method.Symbol.ReturnType.TypeKind == TypeKind.Error || method.Answer?.Result?.TypeKind == TypeKind.Error;

    private static bool IsQuery(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass.IsNamed(KnownNames.RefitNamespace, "QueryAttribute"));

    private static void Report(SymbolAnalysisContext context, DiagnosticDescriptor rule, Location location, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));

    private static Location At(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    private static Location AtReturnType(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax declaration ? declaration.ReturnType.GetLocation() : At(method);

    private static Location AtRoute(SymbolAnalysisContext context, CommandMethod method) =>
        method.Route.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? At(method.Symbol);
}
