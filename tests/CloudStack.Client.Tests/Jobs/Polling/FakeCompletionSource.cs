using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>A completion source that a test controls.</summary>
internal sealed class FakeCompletionSource : IJobCompletionSource
{
    private readonly List<Channel<JobHint>> _connections = [];

    /// <summary>How often the client has connected.</summary>
    public int Connections
    {
        get
        {
            lock (_connections)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>Whether the client has released the last connection.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>When each connection was made.</summary>
    public List<TimeSpan> ConnectedAt { get; } = [];

    /// <summary>Returns the time of the test.</summary>
    public Func<TimeSpan> Now { get; set; } = () => TimeSpan.Zero;

    /// <summary>The exception that connecting throws; null if it succeeds.</summary>
    public Exception? Refuses { get; set; }

    public void Hint(string? jobId, string? resourceId = null) => Last.Writer.TryWrite(new JobHint(jobId, resourceId));

    public void Break(Exception? failure = null) => Last.Writer.TryComplete(failure);

    public async IAsyncEnumerable<JobHint> ReadHintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<JobHint> connection = Channel.CreateUnbounded<JobHint>();
        lock (_connections)
        {
            _connections.Add(connection);
            ConnectedAt.Add(Now());
        }

        if (Refuses is { } refusal)
        {
            throw refusal;
        }

        try
        {
            await foreach (JobHint hint in connection.Reader.ReadAllAsync(cancellationToken))
            {
                yield return hint;
            }
        }
        finally
        {
            IsReleased = true;
        }
    }

    private Channel<JobHint> Last
    {
        get
        {
            lock (_connections)
            {
                return _connections[^1];
            }
        }
    }
}
