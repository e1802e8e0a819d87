using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>
/// Merges a server's description of itself into a catalog. The catalog knows what no server reports (shapes, actual classes,
/// names, how maps are written); the server knows what it has.
/// </summary>
internal static class CatalogMerge
{
    /// <param name="known">The catalog.</param>
    /// <param name="apis">The server's commands.</param>
    /// <param name="version">The server's version; null keeps the catalog's.</param>
    /// <param name="keepMissing">Whether to keep commands and parameters that the server doesn't report.</param>
    /// <param name="overrides">Names that no rule produces.</param>
    public static MergeOutcome Merge(ApiCatalog known, IReadOnlyList<ServerApi> apis, string? version, bool keepMissing, NameOverrides overrides)
    {
        PascalWords words = new(known, overrides);
        ClassBook classes = new(known, words);
        GroupBook groups = new(known, words);
        Dictionary<string, ServerApi> shown = apis.ToDictionary(api => api.Name, StringComparer.Ordinal);

        List<CatalogCommand> commands = [];
        List<string> missing = [];
        int newParameters = 0;
        foreach (CatalogCommand command in known.Commands)
        {
            if (!shown.TryGetValue(command.Name, out ServerApi? api))
            {
                missing.Add(command.Name);
                if (keepMissing)
                {
                    commands.Add(command);
                }

                continue;
            }

            newParameters += api.Parameters.Count(parameter => !command.Params.Any(mine => string.Equals(mine.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)));
            if ((command.DeclaredResponse ?? command.Response) is { } response)
            {
                classes.Describe(response, api.Fields);
            }

            commands.Add(Merge(command, api, keepMissing, words));
        }

        List<ServerApi> unknown = [.. apis.Where(api => !known.Commands.Any(command => command.Name == api.Name))];
        int newFields = classes.NewFields;
        commands.AddRange(new NewCommands(known, classes, groups, words).Infer(unknown));
        return new MergeOutcome
        {
            Catalog = known with
            {
                Version = version ?? known.Version,
                Groups = [.. groups.Groups.Where(group => commands.Exists(command => command.Group == group.Name))],
                Commands = [.. commands.OrderBy(command => command.Name, StringComparer.Ordinal)],
                Responses = classes.ToResponses(),
            },
            NewCommands = [.. unknown.Select(api => api.Name)],
            MissingCommands = missing,
            NewParameters = newParameters,
            NewFields = newFields,
            NewClasses = classes.NewClasses,
        };
    }

    private static CatalogCommand Merge(CatalogCommand command, ServerApi api, bool keepMissing, PascalWords words) => command with
    {
        Async = api.IsAsync,
        Create = api.IsAsync && (command.Async ? command.Create : Nouns.Makes(api.Name)),

        // The server determines whether a command starts a job.
        Kind = api.IsAsync == command.Async ? command.Kind : NewCommands.KindOf(api),
        Since = command.Since ?? api.Since,
        Description = api.Description,
        Params = ParameterMerge.Merge(command.Params, api.Parameters, keepMissing, words),
    };
}
