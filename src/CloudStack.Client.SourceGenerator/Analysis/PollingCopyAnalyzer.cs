using System.Collections.Immutable;
using System.Linq;
using CloudStack.Client.SourceGenerator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudStack.Client.SourceGenerator.Analysis;

/// <summary>
/// Reports <c>client.Polling.Timeout = …</c>: a client returns a copy, so the assignment would silently have no effect. A copy
/// in a variable may be changed, because it can be passed to a wait.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PollingCopyAnalyzer : DiagnosticAnalyzer
{
    private const string Polling = "Polling";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.PollingIsCopy);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Namespace + ".ICloudStackClient") is { } client)
            {
                start.RegisterOperationAction(operation => Check(operation, client), OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol client)
    {
        if (((IAssignmentOperation)context.Operation).Target is IPropertyReferenceOperation { Instance: IPropertyReferenceOperation { Property: { Name: Polling } shown } } target
            && IsClient(shown.ContainingType, client))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.PollingIsCopy, target.Syntax.GetLocation(), target.Property.Name));
        }
    }

    private static bool IsClient(INamedTypeSymbol type, INamedTypeSymbol client) =>
        SymbolEqualityComparer.Default.Equals(type, client) || type.AllInterfaces.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate, client));
}
