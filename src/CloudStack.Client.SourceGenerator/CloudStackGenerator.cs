using System;
using System.Linq;
using System.Text;
using CloudStack.Client.SourceGenerator.Emitting;
using CloudStack.Client.SourceGenerator.Parsing;
using CloudStack.Client.SourceGenerator.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudStack.Client.SourceGenerator;

/// <summary>
/// Generates request writers, model readers, and what Refit interfaces of commands need. Symbols are read only in the
/// transforms, which return comparable shapes, so the later steps are cached if an edit doesn't concern them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CloudStackGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
            output.AddSource(QueryAdapterText.HintName, SourceText.From(QueryAdapterText.Text, Encoding.UTF8)));

        IncrementalValuesProvider<PlainMethodsShape> plainMethods = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => PlainMethodsParser.MayHavePlainMethods(node), PlainMethodsParser.Parse)
            .Where(static shape => shape is not null)
            .Select(static (shape, _) => shape!)
            .WithTrackingName(TrackingNames.PlainMethods);
        IncrementalValuesProvider<ParseResult<ModelShape>> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ModelAttribute, static (node, _) => node is TypeDeclarationSyntax, ModelParser.Parse)
            .Where(static result => result is not null)
            .Select(static (result, _) => result!)
            .WithTrackingName(TrackingNames.Models);

        IncrementalValuesProvider<ParseResult<RequestShape>> requests = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax { BaseList: not null }, RequestParser.Parse)
            .Where(static result => result is not null)
            .Select(static (result, _) => result!)
            .WithTrackingName(TrackingNames.Requests);

        IncrementalValuesProvider<ModelShape> modelShapes = Split(context, models, TrackingNames.ModelShapes);
        IncrementalValuesProvider<RequestShape> requestShapes = Split(context, requests, TrackingNames.RequestShapes);

        IncrementalValueProvider<EquatableArray<string>> ambiguous = AmbiguousHints(plainMethods, modelShapes, requestShapes);
        Emit(context, plainMethods, ambiguous, PlainMethodsEmitter.Emit);
        Emit(context, modelShapes, ambiguous, ModelEmitter.Emit);
        Emit(context, requestShapes, ambiguous, RequestEmitter.Emit);
    }

    private static IncrementalValuesProvider<TShape> Split<TShape>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParseResult<TShape>> results,
        string trackingName)
        where TShape : class, IEquatable<TShape>
    {
        context.RegisterSourceOutput(
            results.SelectMany(static (result, _) => result.Diagnostics),
            static (production, diagnostic) => production.ReportDiagnostic(diagnostic.ToDiagnostic()));

        return results
            .Where(static result => result.Shape is not null)
            .Select(static (result, _) => result.Shape!)
            .WithTrackingName(trackingName);
    }

    /// <summary>
    /// The names that differ only in case. The compiler ignores case in the names of generated files, and a duplicate stops the
    /// whole generator.
    /// </summary>
    private static IncrementalValueProvider<EquatableArray<string>> AmbiguousHints(
        IncrementalValuesProvider<PlainMethodsShape> plainMethods,
        IncrementalValuesProvider<ModelShape> models,
        IncrementalValuesProvider<RequestShape> requests) =>
        plainMethods.Select(static (shape, _) => Hint(shape)).Collect()
            .Combine(models.Select(static (shape, _) => Hint(shape)).Collect())
            .Combine(requests.Select(static (shape, _) => Hint(shape)).Collect())
            .Select(static (hints, _) => EquatableArray.From(
                hints.Left.Left.Concat(hints.Left.Right).Concat(hints.Right)
                    .GroupBy(static hint => hint, StringComparer.OrdinalIgnoreCase)
                    .Where(static group => group.Skip(1).Any())
                    .Select(static group => group.Key.ToUpperInvariant())
                    .OrderBy(static hint => hint, StringComparer.Ordinal)))
            .WithTrackingName(TrackingNames.AmbiguousHints);

    private static void Emit<TShape>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<TShape> shapes,
        IncrementalValueProvider<EquatableArray<string>> ambiguous,
        Func<TShape, string> emit)
        where TShape : class, IShape =>
        context.RegisterSourceOutput(
            shapes.Combine(ambiguous),
            (production, pair) => production.AddSource(FileName(pair.Left, pair.Right), SourceText.From(emit(pair.Left), Encoding.UTF8)));

    private static string Hint(IShape shape) => shape.Shell.FullName + "." + shape.Suffix;

    private static string FileName(IShape shape, EquatableArray<string> ambiguous)
    {
        string hint = Hint(shape);
        return ambiguous.Contains(hint.ToUpperInvariant()) ? hint + "." + CasePattern(hint) + ".g.cs" : hint + ".g.cs";
    }

    /// <summary>The positions of the uppercase letters as hexadecimal digits: different for names that differ only in case.</summary>
    private static string CasePattern(string name)
    {
        StringBuilder pattern = new();
        for (int start = 0; start < name.Length; start += 4)
        {
            int digit = 0;
            for (int i = start; i < Math.Min(start + 4, name.Length); i++)
            {
                digit = (digit << 1) | (char.IsUpper(name[i]) ? 1 : 0);
            }

            pattern.Append("0123456789abcdef"[digit]);
        }

        return pattern.ToString();
    }
}
