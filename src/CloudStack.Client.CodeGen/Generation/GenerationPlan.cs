using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>What is written, with all names determined.</summary>
internal sealed class GenerationPlan
{
    private const string Success = "SuccessResponse";

    private readonly Dictionary<string, CatalogResponse> _responses;

    public GenerationPlan(ApiCatalog catalog, GenerationOptions options, NameOverrides overrides)
    {
        Catalog = catalog;
        Overrides = overrides;
        Words = new PascalWords(options.Sdk ?? catalog, overrides);
        IsSdk = options.Namespace is null;
        ApiNamespace = options.Namespace ?? "CloudStack.Client.Apis";
        ModelNamespace = options.Namespace ?? "CloudStack.Client.Models";

        // Another assembly may have no implicit usings.
        Usings = IsSdk
            ? ["CloudStack.Client.Models"]
            : ["CloudStack.Client", "CloudStack.Client.Models", "System", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"];
        _responses = catalog.Responses.ToDictionary(response => response.Name, StringComparer.Ordinal);
        Commands = CommandSelection.Select(catalog, options);
        Entries = new EntryTypes(Commands, overrides);
        HashSet<string> existing = IsSdk || options.Sdk is null ? [] : Existing(options.Sdk);
        Models = [.. Reachable().Where(response => response.Name != Success && !existing.Contains(response.Name)).OrderBy(response => response.Pascal, StringComparer.Ordinal)];
        Enums = IsSdk ? catalog.Enums : [];
    }

    public ApiCatalog Catalog { get; }

    public NameOverrides Overrides { get; }

    public PascalWords Words { get; }

    public bool IsSdk { get; }

    public string ApiNamespace { get; }

    public string ModelNamespace { get; }

    /// <summary>A link to a class of the SDK if comments can contain it; otherwise, the name.</summary>
    public string Link(string className) => IsSdk ? $"<see cref=\"{ModelNamespace}.{className}\"/>" : Xml.Code(className);

    public string[] Usings { get; }

    public IReadOnlyList<CatalogCommand> Commands { get; }

    public IReadOnlyList<CatalogResponse> Models { get; }

    public IReadOnlyList<CatalogEnum> Enums { get; }

    public EntryTypes Entries { get; }

    /// <summary>The groups that have commands, in the order of their properties.</summary>
    public IEnumerable<CatalogGroup> Groups => Catalog.Groups
        .Where(group => Commands.Any(command => command.Group == group.Name))
        .OrderBy(group => group.ClientProperty, StringComparer.Ordinal);

    public IEnumerable<CatalogCommand> CommandsOf(CatalogGroup group) => Commands.Where(command => command.Group == group.Name);

    public IEnumerable<MethodPlan> MethodsOf(CatalogCommand command) => MethodPlans.Of(command, ModelName, Overrides);

    /// <summary>The C# name of a response class.</summary>
    public string ModelName(string response) => response == Success ? "SuccessResult" : _responses[response].Pascal;

    /// <summary>The commands that return a class, as an object, an item or a job's result.</summary>
    public IEnumerable<string> AnsweredWith(CatalogResponse response) => Commands
        .Where(command => Answers(command).Contains(response.Name))
        .Select(command => command.Name);

    private static IEnumerable<string> Answers(CatalogCommand command) =>
        (command.Response is { } response ? [response] : Array.Empty<string>())
            .Concat(command.Alternatives?.Select(alternative => alternative.Response) ?? []);

    private IEnumerable<CatalogResponse> Reachable()
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Stack<string> open = new(Commands.SelectMany(Answers));
        while (open.TryPop(out string? name))
        {
            if (found.Add(name) && _responses.TryGetValue(name, out CatalogResponse? response))
            {
                foreach (string type in response.Fields.Select(field => field.Element ?? field.Type))
                {
                    if (FieldTypes.ClassOf(type) is { } inner)
                    {
                        open.Push(inner);
                    }
                }
            }
        }

        return found.Where(_responses.ContainsKey).Select(name => _responses[name]);
    }

    /// <summary>
    /// The classes that the SDK has with the same fields, including all nested classes. Others with the same name are generated
    /// again.
    /// </summary>
    private HashSet<string> Existing(ApiCatalog sdk)
    {
        HashSet<string> existing = [.. sdk.Responses
            .Where(known => _responses.TryGetValue(known.Name, out CatalogResponse? response)
                && known.Fields.Select(Signature).ToHashSet(StringComparer.Ordinal).IsSupersetOf(response.Fields.Select(Signature)))
            .Select(known => known.Name)];
        while (existing.Where(name => LeadsOutOf(existing, _responses[name])).ToList() is { Count: > 0 } changed)
        {
            existing.ExceptWith(changed);
        }

        return existing;
    }

    private bool LeadsOutOf(HashSet<string> classes, CatalogResponse response) => response.Fields
        .Select(field => FieldTypes.ClassOf(field.Element ?? field.Type))
        .Any(inner => inner is not null && inner != Success && _responses.ContainsKey(inner) && !classes.Contains(inner));

    private static string Signature(CatalogField field) => $"{field.Name} {field.Pascal} {field.Element ?? field.Type}";
}
