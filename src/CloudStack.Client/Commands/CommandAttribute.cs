namespace CloudStack.Client;

/// <summary>
/// Says which CloudStack command a request class stands for, or a method of a Refit interface that takes its parameters one
/// by one instead of in a request.
/// </summary>
/// <remarks>
/// What comes back is said by the base class of the request, and must be the return type of the method that takes it:
/// <see cref="QueryRequest{T}"/> for <c>PagedQuery&lt;T&gt;</c>, <see cref="CommandRequest{T}"/> for <c>Task&lt;T&gt;</c>,
/// <see cref="ListCommandRequest{T}"/> for <c>Task&lt;IReadOnlyList&lt;T&gt;&gt;</c>, <see cref="CommandRequest"/> for
/// <c>Task</c>, <see cref="JobCommandRequest{T}"/> for <c>Task&lt;JobHandle&lt;T&gt;&gt;</c>, and
/// <see cref="JobCommandRequest"/> for <c>Task&lt;JobHandle&gt;</c>. Anything else is a compile error.
/// </remarks>
/// <example>
/// <code>
/// public interface IBackupsApi
/// {
///     [Post("?command=createBackup")]
///     Task&lt;JobHandle&lt;SuccessResult&gt;&gt; CreateBackupAsync([Body] CreateBackupRequest request, CancellationToken cancellationToken = default);
/// }
///
/// [Command("createBackup", CommandKind.CreateJob)]
/// public sealed partial class CreateBackupRequest : JobCommandRequest&lt;SuccessResult&gt;
/// {
///     public required string VirtualMachineId { get; init; }
/// }
///
/// IBackupsApi backups = client.CreateApi&lt;IBackupsApi&gt;();
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class CommandAttribute : Attribute
{
    /// <summary>Declares a command whose kind follows from the type of its answer.</summary>
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
    /// <see cref="CommandKind.Job"/> for a command that gives a handle, <see cref="CommandKind.Read"/> for a query and
    /// <see cref="CommandKind.Write"/> for everything else, the most careful choice.
    /// </summary>
    public CommandKind? Kind { get; }

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
