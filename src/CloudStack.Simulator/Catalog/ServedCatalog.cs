namespace CloudStack.Simulator;

/// <summary>The commands that one fake server offers: those of CloudStack, with the additions, removals and changes of a test.</summary>
internal sealed class ServedCatalog
{
    private readonly Dictionary<string, CommandInfo> _commands = new(CommandCatalog.Instance.Commands, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ResponseField>> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AnswerChange>> _changes = new(StringComparer.Ordinal);
    private ILookup<string, string>? _byAnswer;

    public IEnumerable<CommandInfo> Commands => _commands.Values;

    public CommandInfo? Find(string name) => _commands.GetValueOrDefault(name);

    public IReadOnlyList<ResponseField> FieldsOf(string? responseClass) =>
        responseClass is not null && _fields.TryGetValue(responseClass, out IReadOnlyList<ResponseField>? fields)
            ? fields
            : CommandCatalog.Instance.FieldsOf(responseClass);

    /// <summary>The names of the commands that are declared to respond with a class.</summary>
    public IEnumerable<string> AnsweringWith(string responseClass)
    {
        _byAnswer ??= _commands.Values.Where(static c => c.DeclaredClass is not null)
            .OrderBy(static c => c.Name, StringComparer.Ordinal)
            .ToLookup(static c => c.DeclaredClass!, static c => c.Name, StringComparer.Ordinal);
        return _byAnswer[responseClass];
    }

    public void Add(SimulatorCommand command)
    {
        string responseClass = PluginCommands.ClassOf(command);
        if (!_commands.TryAdd(command.Name, PluginCommands.Describe(command, responseClass)))
        {
            throw new ArgumentException($"The server already offers a command called {command.Name}.", nameof(command));
        }

        AddFields(responseClass, command.Fields);
        _byAnswer = null;
    }

    public bool Remove(string name)
    {
        _byAnswer = null;
        return _commands.Remove(name);
    }

    public void Change(string command, AnswerChange change)
    {
        if (!_changes.TryGetValue(command, out List<AnswerChange>? changes))
        {
            _changes[command] = changes = [];
        }

        changes.Add(change);
    }

    /// <summary>A response with the changes that a test requested for its command.</summary>
    public ApiObject? Changed(string command, ApiObject? content) =>
        content is not null && _changes.TryGetValue(command, out List<AnswerChange>? changes)
            ? changes.Aggregate(content, static (value, change) => change.Apply(value))
            : content;

    private void AddFields(string responseClass, IReadOnlyList<SimulatorField> fields)
    {
        _fields[responseClass] = [.. fields.Select(f => PluginCommands.Describe(responseClass, f))];
        foreach (SimulatorField field in fields.Where(static f => f.Fields.Count > 0))
        {
            AddFields(PluginCommands.ClassOf(responseClass, field), field.Fields);
        }
    }
}
