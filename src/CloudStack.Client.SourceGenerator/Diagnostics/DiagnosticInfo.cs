using System.Linq;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Diagnostics;

/// <summary>A diagnostic as the pipeline may keep it: comparable, and without symbols.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Rule, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rule, Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None, Arguments.Select(object (argument) => argument).ToArray());
}
