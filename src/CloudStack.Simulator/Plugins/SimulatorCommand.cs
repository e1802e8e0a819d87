namespace CloudStack.Simulator;

/// <summary>
/// A command that CloudStack does not have and that a test adds to the fake server with
/// <see cref="SimulatorEngine.AddCommand"/>, as a plug-in of a real server would. <c>listApis</c> shows it, its parameters
/// are checked, and every account may call it.
/// </summary>
public sealed class SimulatorCommand
{
    /// <summary>Creates the description of a command.</summary>
    /// <param name="name">The value of the request parameter <c>command</c>, such as <c>listRacks</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or holds anything but ASCII letters and digits.</exception>
    public SimulatorCommand(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"A command's name consists of letters and digits, not {name}.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The value of the request parameter <c>command</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a call starts a job. False by default.</summary>
    public bool IsAsync { get; init; }

    /// <summary>Whether it only reads, so that it stays out of the execution count. Names that begin with list or get do by default.</summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>Whether it answers with <c>count</c> and an array instead of one object. Names that begin with list do by default.</summary>
    public bool? IsList { get; init; }

    /// <summary>
    /// The key of the object, or of the items of a list, such as <c>rack</c>. Null, the default, for a command that answers
    /// with <c>{"success":true}</c>.
    /// </summary>
    public string? ObjectName { get; init; }

    /// <summary>What <c>listApis</c> says about it; empty by default.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>The version that <c>listApis</c> states for it; null for none.</summary>
    public string? Since { get; init; }

    /// <summary>Its parameters. <c>page</c> and <c>pagesize</c> belong to them if it is a list that can be paged.</summary>
    public IReadOnlyList<SimulatorParameter> Parameters { get; init; } = [];

    /// <summary>The fields of its answer, or of one item of its list.</summary>
    public IReadOnlyList<SimulatorField> Fields { get; init; } = [];

    /// <summary>
    /// What it does: gives the objects that it answers with, of which a command without a list uses the first. A job calls it
    /// at its end. Values are texts, numbers, booleans, dates, dictionaries and lists of those; null leaves a field out. Null,
    /// the default, makes the command answer from the values that were sent and from what other commands created.
    /// </summary>
    public Func<SimulatorCommandCall, IEnumerable<IReadOnlyDictionary<string, object?>>>? Execute { get; init; }
}
