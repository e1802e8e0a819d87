namespace CloudStack.Simulator;

// The event bus and webhooks.
public sealed partial class SimulatorEngine
{
    /// <summary>
    /// Listens to the event bus. As on a real server, there is one message for each accepted job and one for each completed job,
    /// but none for jobs that a restart or their expiry ended. While there are listeners, a timer of the engine's clock completes
    /// jobs, instead of the next request.
    /// </summary>
    /// <param name="listener">
    /// Receives the messages in order, one at a time, on the thread that caused them, so it must not block. The message about a
    /// completed job arrives after a query would return that the job is complete.
    /// </param>
    /// <returns>An object to dispose in order to stop listening.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is null.</exception>
    public IDisposable SubscribeBus(Action<SimulatorBusMessage> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);

        // A separate delegate for each subscription: a listener that subscribes twice gets everything twice, and each Dispose ends
        // one subscription.
        Action<SimulatorBusMessage> own = message => listener(message);
        lock (_sync)
        {
            _cloud.Jobs.Settle(_cloud.Now);
            _events.Add(own);
            ArmEvents();
        }

        return new BusSubscription(() =>
        {
            lock (_sync)
            {
                _events.Remove(own);
                ArmEvents();
            }
        });
    }

    // Called by the event timer.
    private void SettleEvents()
    {
        lock (_sync)
        {
            _cloud.Jobs.Settle(_cloud.Now);
            ArmEvents();
        }

        _events.Flush(_sync);
    }

    private void ArmEvents()
    {
        bool isWanted = _events.HasListeners || _cloud.Webhooks.Any;
        _events.Arm(isWanted && _cloud.Jobs.NextDue is { } due ? due - _cloud.Now : null);
    }

    private sealed class BusSubscription(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
