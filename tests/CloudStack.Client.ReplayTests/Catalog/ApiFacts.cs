using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Catalog;

/// <summary>The catalog of the API, read by the tests themselves, without code of the generating tool or of the client.</summary>
internal sealed record ApiFacts
{
    private const string Resource = "cloudstack-4.23.json";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<ApiFacts> Loaded = new(Load);

    private readonly Lazy<Dictionary<string, ClassFacts>> _classes;
    private readonly Lazy<Dictionary<string, CommandFacts>> _commands;

    public ApiFacts()
    {
        _classes = new(() => Responses!.ToDictionary(item => item.Name));
        _commands = new(() => Commands!.ToDictionary(item => item.Name));
    }

    public static ApiFacts Instance => Loaded.Value;

    public required IReadOnlyList<GroupFacts> Groups { get; init; }

    public required IReadOnlyList<CommandFacts> Commands { get; init; }

    public required IReadOnlyList<ClassFacts> Responses { get; init; }

    public ClassFacts Class(string name) => _classes.Value[name];

    /// <summary>A command of the catalog; null if it's unknown.</summary>
    public CommandFacts? Find(string command) => _commands.Value.GetValueOrDefault(command);

    public string ClientProperty(CommandFacts command) => Groups.Single(group => group.Name == command.Group).ClientProperty;

    private static ApiFacts Load()
    {
        using Stream stream = typeof(ApiFacts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonSerializer.Deserialize<ApiFacts>(stream, Web)!;
    }
}
