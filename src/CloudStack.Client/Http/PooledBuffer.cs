using System.Buffers;

namespace CloudStack.Client.Http;

/// <summary>
/// A buffer for bytes that are written once and needed only briefly, such as a string to sign. Cleared on return: it may contain
/// secrets.
/// </summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstLength = 2048;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int _written;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public void Dispose() => Return(Interlocked.Exchange(ref _bytes, []), _written);

    private void Reserve(int sizeHint)
    {
        int needed = checked(_written + Math.Max(sizeHint, 1));
        if (needed <= _bytes.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        Return(_bytes, _written);
        _bytes = larger;
    }

    private static void Return(byte[] bytes, int written)
    {
        if (bytes.Length > 0)
        {
            bytes.AsSpan(0, written).Clear();
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
