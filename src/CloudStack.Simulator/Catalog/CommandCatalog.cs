using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CloudStack.Simulator;

/// <summary>The commands of CloudStack 4.23 with their parameters, and the fields of their responses.</summary>
internal sealed class CommandCatalog
{
    private const string Resource = "CloudStack.Simulator.Catalog.cloudstack-4.23.jsonl";
    private static readonly Lazy<CommandCatalog> Shared = new(static () => new CommandCatalog());

    private readonly Dictionary<string, CommandInfo> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ResponseField>> _fields = new(StringComparer.Ordinal);

    private CommandCatalog()
    {
        using Stream stream = typeof(CommandCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The catalog is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("c", out JsonElement responseClass))
            {
                _fields[responseClass.GetString()!] =
                    [.. root.GetProperty("f").EnumerateArray().Select(ReadField)];
            }
            else
            {
                CommandInfo command = ReadCommand(root);
                _commands[command.Name] = command;
            }
        }
    }

    public static CommandCatalog Instance => Shared.Value;

    public IReadOnlyDictionary<string, CommandInfo> Commands => _commands;

    public IReadOnlyList<ResponseField> FieldsOf(string? responseClass) =>
        responseClass is not null && _fields.TryGetValue(responseClass, out IReadOnlyList<ResponseField>? fields) ? fields : [];

    [SuppressMessage("Globalization", "CA1308", Justification = "Error texts have the name in lower case.")]
    private static CommandInfo ReadCommand(JsonElement root)
    {
        string name = root.GetProperty("n").GetString()!;
        return new CommandInfo
        {
            Name = name,
            LowerName = name.ToLowerInvariant(),
            Kind = root.GetProperty("k").GetString()!,
            Result = root.GetProperty("r").GetString()!,
            Envelope = root.GetProperty("e").GetString() ?? "null",
            ObjectName = Text(root, "key"),
            ResponseClass = Text(root, "o"),
            DeclaredClass = Text(root, "d") ?? Text(root, "o"),
            JobResultKey = Text(root, "j"),
            HasListResult = root.TryGetProperty("i", out _),
            Since = Text(root, "s"),
            ShownMethod = Text(root, "m"),
            JavaClass = Text(root, "x"),
            AdminJavaClass = Text(root, "y"),
            EventType = Text(root, "v"),
            AllowsGet = root.TryGetProperty("g", out _),
            EntityType = Text(root, "t"),
            Authorized = root.TryGetProperty("a", out JsonElement roles) ? [.. roles.EnumerateArray().Select(static r => r.GetString()!)] : [],
            Parameters = root.TryGetProperty("p", out JsonElement parameters) ? [.. parameters.EnumerateArray().Select(ReadParameter)] : [],
        };
    }

    private static ParameterInfo ReadParameter(JsonElement item)
    {
        string type = item[1].GetString()!;
        int colon = type.IndexOf(':', StringComparison.Ordinal);
        return new ParameterInfo(
            item[0].GetString()!,
            colon < 0 ? type : type[..colon],
            colon < 0 ? null : type[(colon + 1)..],
            ItemText(item, 3),
            ItemText(item, 2) ?? string.Empty)
        {
            Since = ItemText(item, 4),
        };
    }

    private static ResponseField ReadField(JsonElement item)
    {
        string flags = ItemText(item, 3) ?? string.Empty;
        return new ResponseField(item[0].GetString()!, item[1].GetString()!)
        {
            ShownType = ItemText(item, 2),
            IsUnlisted = flags.Contains('x', StringComparison.Ordinal),
            IsUndocumented = flags.Contains('u', StringComparison.Ordinal),
            IsOpaque = flags.Contains('f', StringComparison.Ordinal),
        };
    }

    private static string? ItemText(JsonElement item, int index) =>
        index < item.GetArrayLength() && item[index].GetString() is { Length: > 0 } text ? text : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
