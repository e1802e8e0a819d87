namespace CloudStack.Simulator;

/// <summary>
/// A command that CloudStack doesn't have and that a test adds to the fake server with <see cref="SimulatorEngine.AddCommand"/>, as
/// a plug-in of a real server would. <c>listApis</c> shows it, its parameters are checked, and every account may call it.
/// </summary>
public sealed class SimulatorCommand
{
    /// <summary>Creates the description of a command.</summary>
    /// <param name="name">The value of the request parameter <c>command</c>, such as <c>listRacks</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or contains anything other than ASCII letters and digits.</exception>
    public SimulatorCommand(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"A command's name must consist of letters and digits, unlike {name}.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The value of the request parameter <c>command</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a call starts a job; false by default.</summary>
    public bool IsAsync { get; init; }

    /// <summary>
    /// Whether the command only reads, so that it doesn't count as an execution. By default, true for names that start with list or
    /// get.
    /// </summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>
    /// Whether the command responds with <c>count</c> and an array instead of one object. By default, true for names that start
    /// with list.
    /// </summary>
    public bool? IsList { get; init; }

    /// <summary>
    /// The key of the object, or of a list's items, such as <c>rack</c>. Null (the default) for a command that responds with
    /// <c>{"success":true}</c>.
    /// </summary>
    public string? ObjectName { get; init; }

    /// <summary>The description that <c>listApis</c> shows; empty by default.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The version that <c>listApis</c> shows as the first with the command; null for none.</summary>
    public string? Since { get; init; }

    /// <summary>The command's parameters, including <c>page</c> and <c>pagesize</c> for a list with pages.</summary>
    public IReadOnlyList<SimulatorParameter> Parameters { get; init; } = [];

    /// <summary>The fields of the response, or of one item of the list.</summary>
    public IReadOnlyList<SimulatorField> Fields { get; init; } = [];

    /// <summary>
    /// What the command does. It returns the objects of the response; a command without a list uses only the first. A job calls it
    /// when it ends. Values are texts, numbers, booleans, dates, dictionaries and lists of those; null omits a field. If null (the
    /// default), the command responds with the values that were sent and with what other commands created. If it throws an
    /// exception, the request or the job fails with 530 and the exception's message.
    /// </summary>
    public Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>>? Execute { get; init; }
}
