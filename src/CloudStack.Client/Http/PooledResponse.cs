using System.Globalization;
using System.Net;
using CloudStack.Client.Json;

namespace CloudStack.Client.Http;

/// <summary>A response whose body is in a rented buffer.</summary>
internal sealed class PooledResponse : IDisposable
{
    private const int FirstLength = 4096;

    private byte[] _buffer;
    private int _length;
    private Range _text;
    private BodyBuffers? _owner;

    private PooledResponse(HttpResponseMessage response, BodyBuffers owner, byte[] buffer, int length)
    {
        Status = (int)response.StatusCode;
        ServerTime = response.Headers.Date;
        RetryAfter = response.Headers.RetryAfter?.Delta;
        RetryAt = response.Headers.RetryAfter?.Date;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        AnsweredFrom = response.RequestMessage?.RequestUri;
        Location = response.Headers.Location;
        _owner = owner;
        _buffer = buffer;
        _length = length;
        _text = JsonText.WithoutDecoration(buffer.AsSpan(0, length));
    }

    public int Status { get; }

    /// <summary>The server's time when it responded; null if it didn't say.</summary>
    public DateTimeOffset? ServerTime { get; }

    public TimeSpan? RetryAfter { get; }

    public DateTimeOffset? RetryAt { get; }

    public string? MediaType { get; }

    /// <summary>The address that the response came from; null if the handler doesn't say.</summary>
    public Uri? AnsweredFrom { get; }

    /// <summary>The target of a redirect as in the response: absolute, relative or null.</summary>
    public Uri? Location { get; }

    /// <summary>
    /// The handler that followed a redirect and thereby turned the request into a GET without parameters; null if none did.
    /// </summary>
    public string? FollowedBy { get; set; }

    public bool IsSuccess => Status == (int)HttpStatusCode.OK;

    /// <summary>Whether the body can be JSON at all, judging by its first character.</summary>
    public bool LooksLikeJson => Body.Span is [(byte)'{', ..];

    /// <summary>
    /// Whether the response comes from the API rather than something in between. The API sends JSON; proxies and containers send
    /// pages.
    /// </summary>
    public bool IsFromApi => LooksLikeJson;

    /// <summary>The body, without anything that was added around it on the way.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_text);

    /// <exception cref="HttpRequestException">The body was cut off.</exception>
    /// <exception cref="BodyTooLargeException">The body is longer than allowed.</exception>
    public static async Task<PooledResponse> ReadAsync(HttpResponseMessage response, WireSettings wire, CancellationToken cancellationToken)
    {
        (BodyBuffers buffers, int maxBytes) = (wire.Buffers, wire.MaxResponseBytes);
        long? announced = response.Content.Headers.ContentLength;
        if (announced > maxBytes)
        {
            throw new BodyTooLargeException(announced.Value, maxBytes);
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = buffers.Rent((int)Math.Min(announced + 1 ?? FirstLength, maxBytes));
            int length = 0;
            try
            {
                while (true)
                {
                    if (length == buffer.Length)
                    {
                        buffer = Grow(buffers, buffer, maxBytes);
                    }

                    int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return new PooledResponse(response, buffers, buffer, length);
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
                // A failed read may still have written to the buffer.
                buffers.Return(buffer, buffer.Length);
                throw;
            }
        }
    }

    /// <summary>Replaces the body with another one, such as a repaired or decoded one.</summary>
    public void Replace(byte[] body)
    {
        Dispose();
        _buffer = body;
        _length = body.Length;
        _text = JsonText.WithoutDecoration(body);
    }

    public void Dispose()
    {
        _owner?.Return(_buffer, _length);
        _owner = null;
        _buffer = [];
        _length = 0;
        _text = default;
    }

    private static byte[] Grow(BodyBuffers buffers, byte[] buffer, int maxBytes)
    {
        byte[] larger = buffers.Rent((int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
        buffer.CopyTo(larger, 0);
        buffers.Return(buffer, buffer.Length);
        return larger;
    }

    internal sealed class BodyTooLargeException(long length, int maxBytes)
        : Exception(string.Create(CultureInfo.InvariantCulture, $"The response has at least {length} bytes, but MaxResponseBytes allows only {maxBytes}."));
}
