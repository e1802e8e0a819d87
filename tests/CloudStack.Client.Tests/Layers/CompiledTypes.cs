using System.Reflection;
using Mono.Cecil;

namespace CloudStack.Client.Tests.Layers;

/// <summary>The types of an assembly as the compiler left them.</summary>
internal sealed class CompiledTypes : IDisposable
{
    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly ModuleDefinition _module;

    public CompiledTypes(Assembly assembly)
    {
        // Values of enumerations in attributes cannot be read without the assemblies that declare them.
        _resolver.AddSearchDirectory(Path.GetDirectoryName(assembly.Location));
        _resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        _module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { AssemblyResolver = _resolver });
    }

    /// <summary>Those that are not nested. The compiler's own, which hold constants and short lists, belong to no layer.</summary>
    public IEnumerable<TypeDefinition> All => _module.Types.Where(static type => !IsOfCompiler(type));

    /// <summary>Whether a type has a name that no language can write, and no namespace.</summary>
    private static bool IsOfCompiler(TypeDefinition type) => type.Namespace.Length == 0 && type.Name.StartsWith('<');

    public void Dispose()
    {
        _module.Dispose();
        _resolver.Dispose();
    }
}
