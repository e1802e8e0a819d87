using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>A synchronous command that answers with an object: its method returns <c>Task&lt;T&gt;</c>.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
public abstract class CommandRequest<T> : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override Task<object?> ExecuteAsync(CommandClient commands, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(this, extra, cancellationToken);
}
