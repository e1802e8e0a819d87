using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>The parameters of a command as a server has them.</summary>
internal static class ParameterMerge
{
    private const int UsualLength = 255;

    /// <summary>Merges. Hidden parameters stay: no server shows them.</summary>
    /// <param name="known">Those of the catalog.</param>
    /// <param name="shown">Those of the server.</param>
    /// <param name="keepMissing">Whether those that the server does not show stay as well.</param>
    /// <param name="words">Names new ones.</param>
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
