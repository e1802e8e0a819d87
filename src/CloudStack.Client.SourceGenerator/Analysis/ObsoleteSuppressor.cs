using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Analysis;

/// <summary>
/// Suppresses warnings about obsolete types in the code from Refit's generator. It refers to the models and requests of all
/// methods, including obsolete ones, and users can't add a pragma to it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObsoleteSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        ImmutableArray.Create(Descriptor("CSCS001", "CS0612"), Descriptor("CSCS002", "CS0618"));

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics.Where(diagnostic => IsInImplementation(diagnostic, context)))
        {
            context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(item => item.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
        }
    }

    private static bool IsInImplementation(Diagnostic diagnostic, SuppressionAnalysisContext context) =>
        diagnostic.Location.SourceTree is { } tree
        && context.GetSemanticModel(tree).GetEnclosingSymbol(diagnostic.Location.SourceSpan.Start, context.CancellationToken)?.ContainingNamespace
            is { Name: "Implementation", ContainingNamespace: { Name: KnownNames.RefitNamespace, ContainingNamespace.IsGlobalNamespace: true } };

    private static SuppressionDescriptor Descriptor(string id, string suppressed) =>
        new(id, suppressed, "Refit also implements obsolete methods, and its generated code cannot be changed.");
}
