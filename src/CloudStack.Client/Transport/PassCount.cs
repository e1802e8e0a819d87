namespace CloudStack.Client.Transport;

/// <summary>How often an attempt has come past one place on its way to the server.</summary>
internal sealed class PassCount
{
    private int _passes;

    /// <summary>Whether the attempt has come past, as far as anybody can tell.</summary>
    public bool Any => Volatile.Read(ref _passes) > 0;

    /// <summary>Lets the attempt through: any number of times for a command that changes nothing, else once.</summary>
    public bool TryPass(bool isRead) => Interlocked.Increment(ref _passes) == 1 || isRead;

    /// <summary>
    /// Takes a pass back, because it is certain that the server has done nothing: nothing of the request has reached it, or it
    /// has refused it before it acted.
    /// </summary>
    public void TakeBack() => Volatile.Write(ref _passes, 0);
}
