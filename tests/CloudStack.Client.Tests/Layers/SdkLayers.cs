using System.Reflection;
using Mono.Cecil;

namespace CloudStack.Client.Tests.Layers;

/// <summary>The layers of the SDK: its folders, from the bottom to the top.</summary>
internal sealed class SdkLayers
{
    private const string Generated = "Generated";
    private const string DependencyInjection = "DependencyInjection";

    private static readonly string[][] Folders =
    [
        ["Json", "Secrets"],
        ["Generation"],
        ["Errors", "Jobs"],
        ["Diagnostics"],
        ["Credentials"],
        ["Http"],
        ["Responses"],
        ["Pipeline"],
        ["Commands", "Commands/Paging", "Commands/Refit"],
        ["Jobs/Polling", "Jobs/Submission"],
        [Generated],
        ["", "Profiles", "Interop", "Uploads", DependencyInjection],
    ];

    private readonly Dictionary<string, Layer> _byFolder = new(StringComparer.Ordinal);
    private readonly ILookup<(string Namespace, string Name), string> _folders;

    public SdkLayers(IEnumerable<SourceFile> sources)
    {
        for (int i = 0; i < Folders.Length; i++)
        {
            Layer layer = new(i + 1, string.Join(" + ", Folders[i].Select(static folder => folder.Length == 0 ? "root" : folder)));
            Array.ForEach(Folders[i], folder => _byFolder.Add(folder, layer));
        }

        _folders = sources.ToLookup(static file => (file.Namespace, file.TypeName), static file => file.Folder);
    }

    /// <summary>The SDK's folder.</summary>
    public static string Root { get; } =
        typeof(SdkLayers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "ClientSources").Value!;

    /// <summary>The folders of each layer, from the bottom to the top. The root folder is the empty text.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> FoldersByLayer => Folders;

    /// <summary>The layer of a type; null if it isn't in any layer, or its parts are in several.</summary>
    public Layer? Of(TypeDefinition type)
    {
        string[] written = [.. FoldersOf(type).Distinct()];
        string? folder = written.Length == 0 ? FolderOfEmitted(type) : written.Length == 1 ? written[0] : null;
        return folder is null ? null : _byFolder.GetValueOrDefault(folder);
    }

    /// <summary>Finds the file with the name of the type; if a generic type has a non-generic twin, the file name says so.</summary>
    private IEnumerable<string> FoldersOf(TypeDefinition type)
    {
        string name = type.Name.Split('`')[0];
        (string, string) generic = (type.Namespace, name + "OfT");
        return _folders[type.HasGenericParameters && _folders.Contains(generic) ? generic : (type.Namespace, name)];
    }

    /// <summary>
    /// Declarations from the catalog have their own namespaces, and their extension methods are named after their interfaces. Types
    /// that other generators emit are marked as such; of those, only the options binder belongs elsewhere. The catalog's table for
    /// checking job results needs no declarations, and is read by types of its own namespace.
    /// </summary>
    private static string? FolderOfEmitted(TypeDefinition type) =>
        type.Namespace == "Microsoft.Extensions.Configuration.Binder.SourceGeneration" ? DependencyInjection
        : type.FullName == "CloudStack.Client.Jobs.ResultModels" ? "Jobs"
        : type.Namespace is "CloudStack.Client.Apis" or "CloudStack.Client.Models"
            || (type.Name.EndsWith("Extensions", StringComparison.Ordinal) && type.Module.GetType("CloudStack.Client.Apis", $"I{type.Name[..^"Extensions".Length]}") is not null)
            || type.CustomAttributes.Any(static attribute => attribute.AttributeType.Name is "GeneratedCodeAttribute" or "EmbeddedAttribute")
            ? Generated
        : null;
}
