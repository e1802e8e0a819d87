namespace CloudStack.Client;

/// <summary>
/// Tells that jobs may have ended, as a message bus or a receiver of webhooks can. A hint makes the client ask the server at
/// once; it is never taken as the answer, and polling goes on beside it, because no such source is reliable: servers replay
/// nothing, and send nothing about jobs that a restart ended.
/// </summary>
/// <remarks>
/// Implemented by users and by packages such as CloudStack.Client.RabbitMq, and given to a client in
/// <see cref="CloudStackClientOptions.CompletionSources"/>. Once a query has confirmed a hint of a source, and for as long as
/// the source stays connected, the client polls more rarely, at most every 30 s.
/// </remarks>
public interface IJobCompletionSource
{
    /// <summary>
    /// Connects, and yields hints as they come. The client calls this when it first submits or waits for a job, and reads until
    /// it is disposed. An enumeration that ends or throws counts as a broken connection: the client polls as without a source
    /// and calls this again, after 1 s at first and at most 30 s.
    /// </summary>
    /// <param name="cancellationToken">Fires when the client is disposed.</param>
    /// <returns>The hints, also of jobs that are not this client's; those do nothing.</returns>
    IAsyncEnumerable<JobHint> ReadHintsAsync(CancellationToken cancellationToken);
}
