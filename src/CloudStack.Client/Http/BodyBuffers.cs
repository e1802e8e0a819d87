using System.Buffers;

namespace CloudStack.Client.Http;

/// <summary>
/// Buffers for the bodies of answers, returned clean: they hold passwords and keys. The shared pool keeps an array of every
/// size for every thread, which is dear for the few long answers that a client reads again and again, such as the list of
/// running jobs: of those one buffer is kept for the whole client.
/// </summary>
internal sealed class BodyBuffers
{
    private const int Long = 64 * 1024;
    private const int LongestKept = 1024 * 1024;

    private byte[]? _kept;

    /// <summary>A buffer of this length or more.</summary>
    public byte[] Rent(int length)
    {
        if (length <= Long)
        {
            return ArrayPool<byte>.Shared.Rent(length);
        }

        byte[]? kept = Interlocked.Exchange(ref _kept, null);
        return kept?.Length >= length ? kept : GC.AllocateUninitializedArray<byte>(length);
    }

    /// <param name="buffer">The buffer; not to be used any more.</param>
    /// <param name="written">How much of it was written.</param>
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
