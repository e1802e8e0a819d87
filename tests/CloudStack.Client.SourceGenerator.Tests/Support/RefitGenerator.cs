using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>Refit's own source generator, from its package.</summary>
internal static class RefitGenerator
{
    private static readonly Type Type = Assembly
        .LoadFrom(Path.Combine(AppContext.BaseDirectory, "InterfaceStubGeneratorV2.dll"))
        .GetTypes()
        .Single(static type => type.IsDefined(typeof(GeneratorAttribute)) && typeof(IIncrementalGenerator).IsAssignableFrom(type));

    public static IIncrementalGenerator Create() => (IIncrementalGenerator)Activator.CreateInstance(Type)!;
}
