using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Infers what the server's description doesn't contain, for the commands that only the server has.</summary>
internal sealed class NewCommands(ApiCatalog catalog, ClassBook classes, GroupBook groups, PascalWords words)
{
    private const string Success = "SuccessResponse";
    private const int TellingFields = 4;

    private readonly Dictionary<string, CatalogCommand> _known = catalog.Commands.ToDictionary(command => command.Name, StringComparer.Ordinal);

    public IReadOnlyList<CatalogCommand> Infer(IReadOnlyList<ServerApi> apis)
    {
        HashSet<string> taken = [.. catalog.Commands.Select(command => command.Pascal)];
        List<string> nouns = [.. apis.Select(api => Nouns.Of(api.Name)).Distinct()];
        Dictionary<string, string?> answers = Answers(apis);
        List<CatalogCommand> commands = [];
        foreach (ServerApi api in apis)
        {
            string? response = answers[api.Name];
            bool isPlain = response is null or Success;
            bool isList = !isPlain && !api.IsAsync && Nouns.Lists(api.Name);
            commands.Add(new CatalogCommand
            {
                Name = api.Name,
                Pascal = FreeName.Take(words.OfCommand(api.Name), "Command", taken),
                Group = groups.Of(api.Name, Known(api.Related).Select(command => command.Group), nouns),
                Async = api.IsAsync,
                Create = api.IsAsync && Nouns.Makes(api.Name),
                Kind = KindOf(api),
                List = isList,
                Paged = isList && Has(api, "page") && Has(api, "pagesize"),
                Since = api.Since,
                Result = response is null ? "none" : response == Success ? "success" : isList ? "list" : "entity",
                ResponseEnvelope = api.Name.ToLowerInvariant() + "response",
                Response = response,
                Description = api.Description,
                Params = ParameterMerge.Merge([], api.Parameters, keepMissing: false, words),
            });
        }

        return commands;
    }

    /// <summary>The kind of a command. A server that requires POST for it says that it makes changes; GET follows from the name alone.</summary>
    public static string KindOf(ServerApi api) =>
        !api.IsAsync ? (!api.NeedsPost && Nouns.Reads(api.Name) ? "read" : "write") : Nouns.Makes(api.Name) ? "createJob" : "job";

    private static bool Has(ServerApi api, string parameter) => api.Parameters.Any(candidate => candidate.Name == parameter);

    private IEnumerable<CatalogCommand> Known(IEnumerable<string> names) => names.Distinct().Select(name => _known.GetValueOrDefault(name)).OfType<CatalogCommand>();

    /// <summary>
    /// The response class of each command: a known one, or one for all new commands with the same response. A read always has one,
    /// because without it, nobody could see what it returns.
    /// </summary>
    private Dictionary<string, string?> Answers(IReadOnlyList<ServerApi> apis)
    {
        Dictionary<string, string?> answers = new(StringComparer.Ordinal);
        List<List<ServerApi>> alike = [];
        foreach (ServerApi api in apis)
        {
            List<ServerField> own = [.. ClassDraft.Own(api.Fields)];
            if (own.Count == 0 && KindOf(api) != "read")
            {
                answers[api.Name] = null;
            }
            else if (own.Count > 0 && own.TrueForAll(field => field.Name is "success" or "displaytext"))
            {
                answers[api.Name] = Success;
            }
            else if (classes.Match(api.Fields, Known(api.Related).Select(command => command.DeclaredResponse ?? command.Response).OfType<string>().Distinct()) is { } known)
            {
                classes.Describe(known, api.Fields);
                answers[api.Name] = known;
            }
            else if (alike.Find(others => AreAlike(others, api)) is { } cluster)
            {
                cluster.Add(api);
            }
            else
            {
                alike.Add([api]);
            }
        }

        foreach (List<ServerApi> cluster in alike)
        {
            string name = classes.Add(NameOf(cluster), cluster[0].Fields);
            cluster.ForEach(api => answers[api.Name] = name);
        }

        return answers;
    }

    /// <summary>Equal fields alone aren't enough: there must be many, or the commands must be related or about the same thing.</summary>
    private static bool AreAlike(List<ServerApi> others, ServerApi api) =>
        Signature(others[0].Fields) == Signature(api.Fields)
        && (ClassDraft.Own(api.Fields).Count() >= TellingFields
            || others.Exists(other => other.Related.Contains(api.Name) || api.Related.Contains(other.Name) || Nouns.Of(other.Name) == Nouns.Of(api.Name)));

    private static string Signature(IReadOnlyList<ServerField> fields) =>
        string.Join(',', ClassDraft.Own(fields).Select(field => $"{field.Name} {field.Type}({Signature(field.Fields)})"));

    private string NameOf(List<ServerApi> cluster) =>
        cluster.Where(api => Nouns.NamingRank(api.Name) is not null).MinBy(api => Nouns.NamingRank(api.Name)) is { } best
            ? words.OfCommand(Nouns.Of(best.Name))
            : words.OfCommand(cluster[0].Name) + "Result";
}
