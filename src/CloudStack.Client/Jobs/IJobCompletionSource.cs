namespace CloudStack.Client;

/// <summary>
/// Reports that jobs may have ended, as a message bus or a webhook receiver can. A hint makes the client query the server
/// immediately. The client never treats a hint as the result, and it continues to poll, because no such source is reliable: servers
/// replay nothing, and send nothing about jobs that a restart ended.
/// </summary>
/// <remarks>
/// Implemented by applications and by packages such as CloudStack.Client.RabbitMq, and passed to a client in
/// <see cref="CloudStackClientOptions.CompletionSources"/>. Once a query has confirmed a hint of a source, and for as long as the
/// source stays connected, the client polls less often, at intervals of up to 30 s.
/// </remarks>
public interface IJobCompletionSource
{
    /// <summary>
    /// Connects and yields hints as they arrive. The client calls this method when it first submits or waits for a job, and reads
    /// until it is disposed. An enumeration that ends or throws counts as a broken connection: the client polls as it does without
    /// a source and calls this method again, after 1 s at first and after at most 30 s later on.
    /// </summary>
    /// <param name="cancellationToken">Canceled when the client is disposed.</param>
    /// <returns>The hints. Hints about jobs that don't belong to this client have no effect.</returns>
    IAsyncEnumerable<JobHint> ReadHintsAsync(CancellationToken cancellationToken);
}
