using System.Net;

namespace CloudStack.Client.Http;

/// <summary>
/// A complete response as it passes out through the user's handlers. A message from the API always gets the status 200. Otherwise,
/// a handler that retries or counts failures would take an API error for a server in trouble.
/// </summary>
internal sealed class KeptResponse : HttpContent
{
    private KeptResponse(PooledResponse response)
    {
        Response = response;
        if (response.MediaType is { } type)
        {
            Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    /// <summary>The response itself, with its actual status.</summary>
    public PooledResponse Response { get; }

    private HttpStatusCode ApparentStatus => Response.IsFromApi ? HttpStatusCode.OK : (HttpStatusCode)Response.Status;

    /// <summary>Replaces the body of a message, which has already been read.</summary>
    public static void TakeOver(HttpResponseMessage message, PooledResponse response)
    {
        HttpContent original = message.Content;
        KeptResponse kept = new(response);
        message.Content = kept;
        message.StatusCode = kept.ApparentStatus;
        original.Dispose();
    }

    /// <summary>
    /// Creates a message with an earlier response. The handler that repeats the request may have disposed the first message.
    /// </summary>
    public static HttpResponseMessage Repeat(HttpRequestMessage request, PooledResponse response)
    {
        KeptResponse kept = new(response);
        return new HttpResponseMessage(kept.ApparentStatus) { RequestMessage = request, Content = kept };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(Response.Body, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Response.Body.Length;
        return true;
    }
}
