using System.Collections.Generic;
using System.Linq;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Diagnostics;

/// <summary>Collects the diagnostics of one type.</summary>
internal sealed class DiagnosticBag(ISymbol owner)
{
    private readonly List<DiagnosticInfo> _items = [];

    /// <summary>Reports at a symbol, or at the type being read if the symbol is in another assembly.</summary>
    public void Report(DiagnosticDescriptor rule, ISymbol at, params string[] arguments)
    {
        LocationInfo? location = LocationInfo.From(at.Locations.FirstOrDefault()) ?? LocationInfo.From(owner.Locations.FirstOrDefault());
        _items.Add(new DiagnosticInfo(rule, location, EquatableArray.From(arguments)));
    }

    public EquatableArray<DiagnosticInfo> ToArray() => EquatableArray.From(_items);
}
