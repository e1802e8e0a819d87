using Microsoft.CodeAnalysis.CSharp;

namespace CloudStack.Client.SourceGenerator.Emitting;

internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
