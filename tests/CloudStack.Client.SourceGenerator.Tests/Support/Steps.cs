using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>What the generator's own steps did in a run.</summary>
internal static class Steps
{
    private static readonly string[] Shapes = [TrackingNames.PlainMethods, TrackingNames.RequestShapes, TrackingNames.ModelShapes];

    /// <summary>The reasons of all outputs of one step, sorted.</summary>
    public static IncrementalStepRunReason[] Of(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out var steps)
            ? [.. steps.SelectMany(static item => item.Outputs).Select(static output => output.Reason).Order()]
            : [];

    /// <summary>The reasons of the three steps that contain the shapes.</summary>
    public static IncrementalStepRunReason[] OfShapes(GeneratorRun run) => [.. Shapes.SelectMany(step => Of(run, step))];

    /// <summary>The reasons of the outputs: a file that isn't cached was written again.</summary>
    public static IncrementalStepRunReason[] OfOutputs(GeneratorRun run) =>
        [.. run.Result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static item => item.Outputs).Select(static output => output.Reason)];

    /// <summary>The symbols, trees, locations and compilations among everything that the steps keep.</summary>
    public static IEnumerable<object> Forbidden(GeneratorRun run)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        return run.Result.TrackedSteps
            .Where(static step => step.Key.StartsWith("CloudStack.", StringComparison.Ordinal))
            .SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs)
            .SelectMany(output => Reach(output.Value, seen))
            .Where(static item => item is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or SemanticModel);
    }

    private static IEnumerable<object> Reach(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is DiagnosticDescriptor || !seen.Add(value))
        {
            return [];
        }

        IEnumerable<object?> next = value is System.Collections.IEnumerable items
            ? items.Cast<object?>()
            : value.GetType()
                .GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
                .Select(field => field.GetValue(value));
        return next.SelectMany(item => Reach(item, seen)).Prepend(value);
    }
}
