using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>
/// Lays what a server says about itself over a catalog. The catalog knows what no server tells (shapes, real classes, names,
/// how maps are written); the server knows what it has.
/// </summary>
internal static class CatalogMerge
{
    /// <param name="known">The catalog.</param>
    /// <param name="apis">The server's commands.</param>
    /// <param name="version">The server's version; null leaves the catalog's.</param>
    /// <param name="keepMissing">Whether commands and parameters that the server does not show stay.</param>
    /// <param name="overrides">Names that no rule gives.</param>
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

        // Whether a command starts a job is the server's to say.
        Kind = api.IsAsync == command.Async ? command.Kind : NewCommands.KindOf(api),
        Since = command.Since ?? api.Since,
        Description = api.Description,
        Params = ParameterMerge.Merge(command.Params, api.Parameters, keepMissing, words),
    };
}
