using System.Diagnostics;
using CloudStack.Client.Transport;

namespace CloudStack.Client.Diagnostics;

/// <summary>A call as listeners see it, from its beginning to its end. Costs nothing where nobody listens.</summary>
internal readonly struct CallScope
{
    private readonly CommandCall _call;
    private readonly Uri _endpoint;
    private readonly TimeProvider _timeProvider;
    private readonly Activity? _activity;
    private readonly long? _startedAt;

    private CallScope(CommandCall call, Uri endpoint, TimeProvider timeProvider)
    {
        _call = call;
        _endpoint = endpoint;
        _timeProvider = timeProvider;
        _activity = Tracing.StartCall(call, endpoint);
        _startedAt = Metrics.TimesCalls ? timeProvider.GetTimestamp() : null;
    }

    public static CallScope Begin(CommandCall call, Uri endpoint, TimeProvider timeProvider) => new(call, endpoint, timeProvider);

    public void Submitted(SubmitAnswer answer)
    {
        if (_activity is not null)
        {
            Tracing.AddJob(_activity, answer);
        }
    }

    public void End(Exception? failure)
    {
        if (_startedAt is { } startedAt)
        {
            Metrics.CallEnded(_call.Command, _endpoint, _timeProvider.GetElapsedTime(startedAt), failure);
        }

        if (_activity is not null)
        {
            Tracing.EndCall(_activity, _call, failure);
            _activity.Dispose();
        }
    }
}
