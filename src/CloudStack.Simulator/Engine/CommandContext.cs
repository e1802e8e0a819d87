using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>One call of a command: its caller, values and objects.</summary>
internal sealed class CommandContext(Cloud cloud, CommandInfo command, SimulatorUser user, RequestParameters parameters, IReadOnlyCollection<Fault> faults, Session? session = null)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public Cloud Cloud => cloud;

    public CommandInfo Command => command;

    public SimulatorUser User => user;

    /// <summary>The session that the call belongs to; null for a signed call.</summary>
    public Session? Session => session;

    /// <summary>The HTTP verb of the request.</summary>
    public string Method { get; init; } = "POST";

    public Account Account => user.Account;

    public RequestParameters Parameters => parameters;

    public DateTimeOffset Now => cloud.Now;

    public bool IsRoot => user.Role == SimulatorRole.RootAdmin;

    public IReadOnlyDictionary<string, object?> Values => _values;

    public void Set(string name, object? value) => _values[name] = value;

    public bool Has(FaultKind fault) => faults.Any(f => f.Kind == fault);

    public string? Text(string name) => _values.GetValueOrDefault(name) switch
    {
        null => null,
        string s => s,
        Entity e => e.Id,
        object other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    public bool? Flag(string name) => _values.GetValueOrDefault(name) as bool?;

    public int? Int(string name) => _values.GetValueOrDefault(name) as int?;

    public DateTimeOffset? Date(string name) => _values.GetValueOrDefault(name) as DateTimeOffset?;

    public Entity? Entity(string name) => _values.GetValueOrDefault(name) as Entity;

    public IReadOnlyList<object> List(string name) => _values.GetValueOrDefault(name) as IReadOnlyList<object> ?? [];

    public IReadOnlyDictionary<int, ApiObject> Map(string name) =>
        parameters.GetMap(name) ?? new Dictionary<int, ApiObject>();

    /// <summary>Returns the entity of a required parameter, if the caller may use it.</summary>
    /// <exception cref="ApiError">531: it belongs to another account; 431: there is no such entity.</exception>
    public Entity Owned(string name)
    {
        Entity entity = Entity(name) ?? throw ApiError.Value($"Unable to find an entity by the parameter {name}");
        return entity.Owner is null || Account.MaySee(entity.Owner)
            ? entity
            : throw new ApiError(
                531,
                $"Account {JobTable.Describe(Account)} does not have permission to operate with resource {entity.Kind} [{{\"uuid\":\"{entity.Id}\"}}]",
                ErrorClass.PermissionDenied);
    }
}
