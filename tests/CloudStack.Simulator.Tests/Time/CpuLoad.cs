namespace CloudStack.Simulator.Tests;

/// <summary>Keeps every core busy while it exists, so that a test cannot pass by being quick.</summary>
internal sealed class CpuLoad : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _stop;

    public CpuLoad(int threads = 2)
    {
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Spin) { IsBackground = true })];
        foreach (Thread thread in _threads)
        {
            thread.UnsafeStart();
        }
    }

    public void Dispose()
    {
        _stop = true;
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Spin()
    {
        long x = 1;
        while (!_stop)
        {
            x = (x * 6364136223846793005) + 1442695040888963407;
        }

        GC.KeepAlive(x);
    }
}
