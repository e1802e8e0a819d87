using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// A synchronous command that is sent once and answers with a list, such as <c>registerTemplate</c>: its method returns
/// <c>Task&lt;IReadOnlyList&lt;T&gt;&gt;</c>.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public abstract class ListCommandRequest<T> : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override Task<object?> ExecuteAsync(CommandClient commands, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(this, extra, cancellationToken);
}
