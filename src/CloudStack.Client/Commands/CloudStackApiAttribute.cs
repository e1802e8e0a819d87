namespace CloudStack.Client;

/// <summary>
/// Marks an interface whose methods are CloudStack commands. The source generator of this package implements it in a
/// class of the interface's name without the leading <c>I</c>, with one constructor that takes an
/// <see cref="ICommandClient"/>.
/// </summary>
/// <example>
/// <code>
/// [CloudStackApi]
/// public interface IBackupsApi
/// {
///     [Command("createBackup", CommandKind.CreateJob)]
///     Task&lt;JobHandle&lt;SuccessResult&gt;&gt; CreateBackupAsync(CreateBackupRequest request, CancellationToken cancellationToken = default);
/// }
///
/// var backups = new BackupsApi(client.Commands);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class CloudStackApiAttribute : Attribute;
