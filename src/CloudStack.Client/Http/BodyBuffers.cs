using System.Buffers;

namespace CloudStack.Client.Http;

/// <summary>
/// Buffers for the bodies of responses. They are cleared when they're returned, because bodies contain passwords and keys. The
/// shared pool keeps an array of every size for every thread. That's expensive for the few long responses that a client reads
/// repeatedly, such as the list of running jobs, so the whole client keeps one buffer for those.
/// </summary>
internal sealed class BodyBuffers
{
    private const int Long = 64 * 1024;
    private const int LongestKept = 1024 * 1024;

    private byte[]? _kept;

    /// <summary>Rents a buffer of at least this length.</summary>
    public byte[] Rent(int length)
    {
        if (length <= Long)
        {
            return ArrayPool<byte>.Shared.Rent(length);
        }

        byte[]? kept = Interlocked.Exchange(ref _kept, null);
        return kept?.Length >= length ? kept : GC.AllocateUninitializedArray<byte>(length);
    }

    /// <param name="buffer">The buffer; must not be used afterwards.</param>
    /// <param name="written">How many bytes of it were written.</param>
    public void Return(byte[] buffer, int written)
    {
        buffer.AsSpan(0, written).Clear();
        if (buffer.Length <= Long)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        else if (buffer.Length <= LongestKept && buffer.Length > (Volatile.Read(ref _kept)?.Length ?? 0))
        {
            Volatile.Write(ref _kept, buffer);
        }
    }
}
