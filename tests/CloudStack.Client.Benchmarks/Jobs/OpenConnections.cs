using System.Diagnostics.Metrics;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>The most connections that this process had open at once, as the HTTP stack itself counts them.</summary>
internal sealed class OpenConnections : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _now;
    private int _most;

    public OpenConnections()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "http.client.open_connections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            // A connection that goes from active to idle is counted down under one state and up under the other.
            int now = Interlocked.Add(ref _now, (int)change);
            int most;
            while (now > (most = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, most) != most)
            {
            }
        });
        _listener.Start();
    }

    public int Most => Volatile.Read(ref _most);

    public void Dispose() => _listener.Dispose();
}
