using System.Reflection;
using System.Runtime.CompilerServices;
using CloudStack.Client.Generation;
using Microsoft.CodeAnalysis.Emit;

namespace CloudStack.Client.SourceGenerator.Tests.Support;

/// <summary>A compiled project, loaded as it is in a program that uses it.</summary>
internal sealed class LoadedAssembly
{
    private static readonly MethodInfo CreateApi = typeof(CloudStackClient).GetMethod(nameof(CloudStackClient.CreateApi))!;

    private readonly Assembly _assembly;

    private LoadedAssembly(Assembly assembly)
    {
        _assembly = assembly;
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
    }

    public static LoadedAssembly Of(GeneratorRun run)
    {
        using MemoryStream image = new();
        EmitResult result = run.Output.Emit(image);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        return new LoadedAssembly(Assembly.Load(image.ToArray()));
    }

    public Type Type(string name) => _assembly.GetType(name, throwOnError: true)!;

    /// <summary>The implementation of an interface, created by a client.</summary>
    public object Create(CloudStackClient client, string type) => CreateApi.MakeGenericMethod(Type(type)).Invoke(client, null)!;

    /// <summary>What the client knows about a method with individual parameters.</summary>
    public CommandDescriptor? Find(string type, string method, string command) => CommandMethods.Find(Type(type), method, command)?.Command;
}
