using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Merges the parameters of a command with those of a server.</summary>
internal static class ParameterMerge
{
    private const int UsualLength = 255;

    /// <summary>Merges parameters. Hidden parameters are kept, because no server reports them.</summary>
    /// <param name="known">The catalog's parameters.</param>
    /// <param name="shown">The server's parameters.</param>
    /// <param name="keepMissing">Whether to also keep those that the server doesn't report.</param>
    /// <param name="words">Names new parameters.</param>
    public static IReadOnlyList<CatalogParameter> Merge(
        IReadOnlyList<CatalogParameter> known, IReadOnlyList<ServerParameter> shown, bool keepMissing, PascalWords words)
    {
        HashSet<string> taken = [.. FreeName.InRequests, .. known.Select(parameter => parameter.Pascal)];
        List<CatalogParameter> merged = [];
        foreach (ServerParameter parameter in shown)
        {
            string type = ShownTypes.OfParameter(parameter.Type);
            CatalogParameter? mine = known.FirstOrDefault(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            merged.Add((mine ?? New(parameter, type, FreeName.Take(words.Of(parameter.Name.ToLowerInvariant()), "Value", taken))) with
            {
                Type = type,
                Required = parameter.Required,
                Length = parameter.Length is { } length ? (length == UsualLength ? null : length) : mine?.Length,
                Since = mine?.Since ?? parameter.Since,
                Description = parameter.Description,
                MapStyle = type == "map" ? mine?.MapStyle : null,
                MapKeys = type == "map" ? mine?.MapKeys : null,
            });
        }

        merged.AddRange(known.Where(parameter => (keepMissing || parameter.Hidden)
            && !merged.Exists(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))));
        return [.. merged.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
    }

    private static CatalogParameter New(ServerParameter parameter, string type, string pascal) => new()
    {
        Name = parameter.Name,
        Pascal = pascal,
        Type = type,
    };
}
