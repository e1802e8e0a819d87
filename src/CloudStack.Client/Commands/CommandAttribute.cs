namespace CloudStack.Client;

/// <summary>
/// Specifies the CloudStack command that a request class represents. On a method of a Refit interface, it specifies the command of
/// a method that takes individual parameters instead of a request.
/// </summary>
/// <remarks>
/// The base class of the request determines what the command returns, which must be the return type of the method that takes the
/// request:
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
    /// <summary>Declares a command whose kind follows from the type of its response.</summary>
    /// <param name="name">The value of the <c>command</c> parameter; the server treats it as case-sensitive.</param>
    public CommandAttribute(string name) => Name = name;

    /// <summary>Declares a command of a known kind.</summary>
    /// <param name="name">The value of the <c>command</c> parameter; the server treats it as case-sensitive.</param>
    /// <param name="kind">What the command does to the cloud.</param>
    public CommandAttribute(string name, CommandKind kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The value of the <c>command</c> parameter.</summary>
    public string Name { get; }

    /// <summary>
    /// What the command does to the cloud; null if the declaration doesn't say. The kind is then <see cref="CommandKind.Job"/> for
    /// a command that returns a handle, <see cref="CommandKind.Read"/> for a query, and <see cref="CommandKind.Write"/>, the most
    /// careful choice, for everything else.
    /// </summary>
    public CommandKind? Kind { get; }

    /// <summary>
    /// Whether the response's fields are directly in the envelope, without a key around them (as in <c>login</c>). False by
    /// default. A <see cref="SuccessResult"/> needs no mark.
    /// </summary>
    public bool Flat { get; set; }

    /// <summary>
    /// The key that holds the result when a response has several keys; null if the response has one key, whose name then doesn't
    /// matter.
    /// </summary>
    public string? ResultKey { get; set; }

    /// <summary>Whether the request contains secrets. If so, its parameter values are never written to a log.</summary>
    public bool SensitiveRequest { get; set; }

    /// <summary>Whether the response contains secrets. If so, no part of it is written to a log or an exception.</summary>
    public bool SensitiveResponse { get; set; }
}
