using System.Buffers;
using System.Globalization;
using System.Net;

namespace CloudStack.Client.Transport;

/// <summary>An answer whose body is in a rented buffer.</summary>
internal sealed class PooledResponse : IDisposable
{
    private byte[] _buffer;
    private int _length;

    private PooledResponse(HttpResponseMessage response, byte[] buffer, int length)
    {
        Status = (int)response.StatusCode;
        ServerTime = response.Headers.Date;
        RetryAfter = response.Headers.RetryAfter?.Delta;
        RetryAt = response.Headers.RetryAfter?.Date;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        _buffer = buffer;
        _length = length;
    }

    public int Status { get; }

    /// <summary>The server's clock when it answered; null if it did not say.</summary>
    public DateTimeOffset? ServerTime { get; }

    public TimeSpan? RetryAfter { get; }

    public DateTimeOffset? RetryAt { get; }

    public string? MediaType { get; }

    public bool IsSuccess => Status == (int)HttpStatusCode.OK;

    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(0, _length);

    /// <exception cref="HttpRequestException">The body was cut off.</exception>
    /// <exception cref="BodyTooLargeException">The body is longer than allowed.</exception>
    public static async Task<PooledResponse> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        long? announced = response.Content.Headers.ContentLength;
        if (announced > maxBytes)
        {
            throw new BodyTooLargeException(announced.Value, maxBytes);
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? 4096, maxBytes));
            int length = 0;
            try
            {
                while (true)
                {
                    if (length == buffer.Length)
                    {
                        buffer = Grow(buffer, length, maxBytes);
                    }

                    int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return new PooledResponse(response, buffer, length);
                    }

                    length += read;
                    if (length > maxBytes)
                    {
                        throw new BodyTooLargeException(length, maxBytes);
                    }
                }
            }
            catch
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                throw;
            }
        }
    }

    /// <summary>Takes another body in the place of the one that came: a repaired or decoded one.</summary>
    public void Replace(byte[] body)
    {
        ReturnBuffer();
        _buffer = body;
        _length = body.Length;
        IsRented = false;
    }

    public void Dispose()
    {
        ReturnBuffer();
        _buffer = [];
        _length = 0;
    }

    private bool IsRented { get; set; } = true;

    private static byte[] Grow(byte[] buffer, int length, int maxBytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(length * 2L, maxBytes + 1L));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private void ReturnBuffer()
    {
        if (IsRented && _buffer.Length > 0)
        {
            // Answers hold passwords and keys; the pool is shared with everything else in the process.
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            IsRented = false;
        }
    }

    internal sealed class BodyTooLargeException(long length, int maxBytes)
        : Exception(string.Create(CultureInfo.InvariantCulture, $"The answer has {length} bytes or more; MaxResponseBytes allows {maxBytes}."));
}
