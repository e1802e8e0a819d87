using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Analysis;

/// <summary>
/// Detects that Refit's source generator did not run. Otherwise, a missing implementation of an interface of commands would
/// be noticed only when the interface is requested.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImplementationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.NotImplemented);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            ConcurrentBag<INamedTypeSymbol> interfaces = [];
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol is INamedTypeSymbol { TypeKind: TypeKind.Interface } type && CommandMethod.AllOf(type.GetMembers()).Count > 0)
                    {
                        interfaces.Add(type);
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, interfaces));
        });
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentBag<INamedTypeSymbol> interfaces)
    {
        if (interfaces.IsEmpty)
        {
            return;
        }

        HashSet<ISymbol> implemented = new(Implemented(context.Compilation), SymbolEqualityComparer.Default);
        foreach (INamedTypeSymbol type in interfaces.Where(type => !implemented.Contains(type)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.NotImplemented, type.Locations.FirstOrDefault(), type.ToDisplayString()));
        }
    }

    private static IEnumerable<ISymbol> Implemented(Compilation compilation) =>
        compilation.Assembly.GlobalNamespace.GetNamespaceMembers()
            .Where(space => space.Name == KnownNames.RefitNamespace)
            .SelectMany(space => space.GetNamespaceMembers())
            .SelectMany(space => space.GetTypeMembers())
            .SelectMany(container => container.GetTypeMembers())
            .SelectMany(implementation => implementation.AllInterfaces)
            .Select(type => type.OriginalDefinition);
}
