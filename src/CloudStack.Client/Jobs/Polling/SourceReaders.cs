using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// All completion sources of a client. They are connected when the first job is about to be submitted or waited for, because hints
/// can arrive before the submission is answered.
/// </summary>
internal sealed class SourceReaders : IAsyncDisposable
{
    private static readonly TimeSpan DisconnectTime = TimeSpan.FromSeconds(5);

    private readonly SourceReader[] _readers;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private Task? _running;
    private bool _disposed;

    public SourceReaders(IReadOnlyList<IJobCompletionSource> sources, JobPoller poller, TimeProvider timeProvider, ILogger logger)
    {
        _readers = [.. sources.Select(source => new SourceReader(source, poller, timeProvider, logger))];
        _timeProvider = timeProvider;
    }

    /// <summary>Connects the sources the first time it is called.</summary>
    public void Start()
    {
        if (_readers.Length == 0 || Volatile.Read(ref _running) is not null)
        {
            return;
        }

        lock (_gate)
        {
            if (_running is null && !_disposed)
            {
                // The readers outlive the call that starts them, and must not inherit its ambient values.
                using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
                _running = Task.WhenAll(_readers.Select(reader => reader.RunAsync(_stop.Token)));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            _disposed = true;
            running = _running;
        }

        // A source is external code, and so are the callbacks that it registers on its token. Whatever they throw, the client ends.
        await _stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running is not null)
        {
            // A source gets this much time to disconnect from its server. A source that ignores the cancellation gets no more.
            await running.WaitAsync(DisconnectTime, _timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
