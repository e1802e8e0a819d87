namespace CloudStack.Simulator;

/// <summary>A body that arrives in pieces over some time, or is cut off.</summary>
internal sealed class FaultyBodyStream(SimulatorAnswer answer, TimeProvider clock) : Stream
{
    private const int Pieces = 4;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int end = answer.CutAfter ?? answer.Body.Length;
        if (_position >= end)
        {
            return answer.CutAfter is null ? 0 : throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        int piece = Math.Min(buffer.Length, Math.Max(1, answer.BodyDuration > TimeSpan.Zero ? (end + Pieces - 1) / Pieces : end));
        if (answer.BodyDuration > TimeSpan.Zero)
        {
            await Task.Delay(answer.BodyDuration / Pieces, clock, cancellationToken).ConfigureAwait(false);
        }

        int count = Math.Min(piece, end - _position);
        answer.Body.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The simulator's bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
