namespace CloudStack.Simulator;

// The event bus and webhooks.
public sealed partial class SimulatorEngine
{
    /// <summary>
    /// Listens to the event bus: a message for each job that is accepted and for each that is over, as a real server sends
    /// them. None is sent for jobs that a restart or their expiry ended. While somebody listens, the engine lets jobs end by
    /// a timer of its clock instead of when it is next asked.
    /// </summary>
    /// <param name="listener">
    /// Gets the messages in their order, one at a time, from the thread that caused them: it must not block. The message of
    /// a job that is over comes after a query would say so.
    /// </param>
    /// <returns>Dispose it to listen no longer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is null.</exception>
    public IDisposable SubscribeBus(Action<SimulatorBusMessage> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);

        // A listener of its own, so that one that subscribes twice gets everything twice and leaves once at a time.
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

    // Called by the timer of the events.
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
