using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>An asynchronous command whose job ends with a result: its method returns <c>Task&lt;JobHandle&lt;T&gt;&gt;</c>.</summary>
/// <typeparam name="T">The type of the job's result.</typeparam>
public abstract class JobCommandRequest<T> : JobCommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override Task<object?> ExecuteAsync(CommandClient commands, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(this, extra, cancellationToken);
}
