using System.Diagnostics;

namespace CloudStack.Client.Diagnostics;

/// <summary>A call as listeners see it, from start to end. It costs nothing without a listener.</summary>
internal readonly struct CallScope
{
    private readonly string _command;
    private readonly Metrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly Activity? _activity;
    private readonly long? _startedAt;

    private CallScope(string command, Metrics metrics, TimeProvider timeProvider)
    {
        _command = command;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _activity = Tracing.StartCall(command, metrics.Client);
        _startedAt = Metrics.TimesCalls ? timeProvider.GetTimestamp() : null;
    }

    /// <summary>Whether there is a listener.</summary>
    public static bool IsWanted => Metrics.TimesCalls || Tracing.IsWanted;

    /// <summary>The activity, for activities that link to it; default if there is no listener.</summary>
    public ActivityContext Span => _activity?.Context ?? default;

    public static CallScope Begin(string command, Metrics metrics, TimeProvider timeProvider) => new(command, metrics, timeProvider);

    public void Submitted(string jobId, string? resourceId)
    {
        if (_activity is not null)
        {
            Tracing.AddJob(_activity, jobId, resourceId);
        }
    }

    public void End(int attempts, Exception? failure)
    {
        if (_startedAt is { } startedAt)
        {
            _metrics.CallEnded(_command, _timeProvider.GetElapsedTime(startedAt), failure);
        }

        if (_activity is not null)
        {
            Tracing.EndCall(_activity, attempts, failure);
            _activity.Dispose();
        }
    }
}
