using System.Reflection;
using Mono.Cecil;

namespace CloudStack.Client.Tests.Layers;

/// <summary>The types of an assembly as compiled.</summary>
internal sealed class CompiledTypes : IDisposable
{
    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly ModuleDefinition _module;

    public CompiledTypes(Assembly assembly)
    {
        // Enumeration values in attributes can't be read without the assemblies that declare them.
        _resolver.AddSearchDirectory(Path.GetDirectoryName(assembly.Location));
        _resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        _module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { AssemblyResolver = _resolver });
    }

    /// <summary>The types that aren't nested. The compiler's own, which contain constants and short lists, belong to no layer.</summary>
    public IEnumerable<TypeDefinition> All => _module.Types.Where(static type => !IsOfCompiler(type));

    /// <summary>Whether a type has a name that no language can express, and no namespace.</summary>
    private static bool IsOfCompiler(TypeDefinition type) => type.Namespace.Length == 0 && type.Name.StartsWith('<');

    public void Dispose()
    {
        _module.Dispose();
        _resolver.Dispose();
    }
}
