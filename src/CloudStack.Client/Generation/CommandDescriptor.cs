using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>What the client needs to know about a command to send it. Created by generated code, once for each command.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class CommandDescriptor
{
    /// <summary>Describes a command.</summary>
    /// <param name="name">The value of the <c>command</c> parameter.</param>
    /// <param name="kind">What the command does to the cloud.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public CommandDescriptor(string name, CommandKind kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Kind = kind;
    }

    /// <summary>The value of the <c>command</c> parameter.</summary>
    public string Name { get; }

    /// <summary>What the command does to the cloud.</summary>
    public CommandKind Kind { get; }

    /// <summary>
    /// The parameter by which a list command finds resources by name: <c>name</c> or <c>keyword</c>; null if it has neither.
    /// </summary>
    public string? NameFilter { get; init; }

    /// <summary>Whether the command has the parameter <c>projectid</c>.</summary>
    public bool TakesProject { get; init; }

    /// <summary>Whether the command has the parameters <c>account</c> and <c>domainid</c>.</summary>
    public bool TakesAccount { get; init; }

    /// <summary>Whether the fields of the response are in the envelope itself; false by default.</summary>
    public bool IsFlat { get; init; }

    /// <summary>The key of the result if a response has several; null to use its only key.</summary>
    public string? ResultKey { get; init; }

    /// <summary>Whether the request contains secrets.</summary>
    public bool HasSensitiveRequest { get; init; }

    /// <summary>
    /// The names of parameters that contain secrets, for a command whose method takes the parameters directly; empty by default.
    /// </summary>
    public IReadOnlyList<string> SensitiveParameters { get; init; } = [];

    /// <summary>Whether the response contains secrets.</summary>
    public bool HasSensitiveResponse { get; init; }

    /// <summary>Whether the response may contain anything, including secrets, so that nothing of its JSON is ever shown.</summary>
    internal bool HasUnknownResponse { get; init; }

    /// <summary>The command's name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
