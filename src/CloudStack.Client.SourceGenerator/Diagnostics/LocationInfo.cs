using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CloudStack.Client.SourceGenerator.Diagnostics;

/// <summary>A location in a source file without a reference to the syntax tree, which the pipeline must not keep.</summary>
internal readonly record struct LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? From(Location? location) =>
        location is { IsInSource: true }
            ? new LocationInfo(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span)
            : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
