using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Merging;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Tests.Support;

/// <summary>The built-in catalog and its output.</summary>
internal static class Catalogs
{
    public static ApiCatalog BuiltIn { get; } = CatalogFile.LoadBuiltIn();

    public static NameOverrides Overrides { get; } = NameOverrides.LoadBuiltIn();

    public static MergeOutcome Merge(params ServerApi[] apis) => CatalogMerge.Merge(BuiltIn, apis, version: null, keepMissing: false, Overrides);

    public static IReadOnlyList<GeneratedFile> Generate(ApiCatalog catalog, GenerationOptions options) =>
        GeneratedTree.Write(new GenerationPlan(catalog, options, Overrides));

    /// <summary>The declarations for a user who wants only what is new, in one text.</summary>
    public static string GenerateNew(ApiCatalog catalog) => string.Join("\n", Generate(
        catalog, new GenerationOptions { Namespace = "Acme.Cloud", OnlyNew = true, Sdk = BuiltIn }).Select(file => file.Text));

    /// <summary>A known command as described by a server that has exactly what the catalog has.</summary>
    public static ServerApi Shown(string command)
    {
        CatalogCommand known = BuiltIn.Commands.Single(candidate => candidate.Name == command);
        return new ServerApi
        {
            Name = known.Name,
            IsAsync = known.Async,
            Parameters = [.. known.Params.Where(parameter => !parameter.Hidden)
                .Select(parameter => new ServerParameter { Name = parameter.Name, Type = parameter.Type, Required = parameter.Required, Length = parameter.Length ?? 255 })],
            Fields = [.. BuiltIn.Responses.Single(response => response.Name == (known.DeclaredResponse ?? known.Response)).Fields.Select(Shown)],
        };
    }

    private static ServerField Shown(CatalogField field) => new()
    {
        Name = field.Name,
        Type = field.Type.Split(':') switch
        {
            ["enum", ..] => "state",
            ["object", var name] => name.ToLowerInvariant(),
            [var kind, ..] => kind,
            _ => field.Type,
        },
    };
}
