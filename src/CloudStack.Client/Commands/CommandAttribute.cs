namespace CloudStack.Client;

/// <summary>Says which CloudStack command a method of a <see cref="CloudStackApiAttribute"/> interface sends.</summary>
/// <remarks>
/// The return type says what comes back: <c>PagedQuery&lt;T&gt;</c> for a list that is read page by page,
/// <c>Task&lt;T&gt;</c> for an object, <c>Task&lt;IReadOnlyList&lt;T&gt;&gt;</c> for a change that answers with a list,
/// <c>Task</c> for a command without an answer, <c>Task&lt;JobHandle&lt;T&gt;&gt;</c> for an asynchronous command, and
/// <c>Task&lt;JobHandle&gt;</c> for one whose job ends without a payload. Anything else is a compile error.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CommandAttribute : Attribute
{
    /// <summary>Declares a command whose kind follows from the return type.</summary>
    /// <param name="name">The value of the <c>command</c> parameter; the server compares it with case.</param>
    public CommandAttribute(string name) => Name = name;

    /// <summary>Declares a command of a known kind.</summary>
    /// <param name="name">The value of the <c>command</c> parameter; the server compares it with case.</param>
    /// <param name="kind">What the command does to the cloud.</param>
    public CommandAttribute(string name, CommandKind kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The value of the <c>command</c> parameter.</summary>
    public string Name { get; }

    /// <summary>
    /// What the command does to the cloud; null where the declaration leaves it out: then it is
    /// <see cref="CommandKind.Job"/> for a method that returns a handle, <see cref="CommandKind.Read"/> for a query and
    /// <see cref="CommandKind.Write"/> for everything else, the most careful choice.
    /// </summary>
    public CommandKind? Kind { get; }

    /// <summary>
    /// Whether a list command takes <c>page</c> and <c>pagesize</c>. True by default; a command that does not is sent
    /// once and its whole answer is taken.
    /// </summary>
    public bool Paged { get; set; } = true;

    /// <summary>
    /// Whether the answer's fields stand in the envelope itself, without a key of their own (as in <c>login</c>).
    /// False by default. A <see cref="SuccessResult"/> needs no mark.
    /// </summary>
    public bool Flat { get; set; }

    /// <summary>
    /// The key that holds the result when an answer has several; null where the answer has one key, whose name then
    /// does not matter.
    /// </summary>
    public string? ResultKey { get; set; }

    /// <summary>Whether the request holds secrets; its parameter values are then never written to a log.</summary>
    public bool SensitiveRequest { get; set; }

    /// <summary>Whether the answer holds secrets; no part of it is then written to a log or an exception.</summary>
    public bool SensitiveResponse { get; set; }
}
