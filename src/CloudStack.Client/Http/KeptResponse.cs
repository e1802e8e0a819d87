using System.Net;

namespace CloudStack.Client.Http;

/// <summary>
/// A complete response as it goes out through the handlers of others. A message of the API is given the status 200, whatever
/// it says: to a handler that retries, or that counts failures, a refusal of the API would look like a server in trouble.
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

    /// <summary>The response itself, with its true status.</summary>
    public PooledResponse Response { get; }

    private HttpStatusCode ApparentStatus => Response.IsFromApi ? HttpStatusCode.OK : (HttpStatusCode)Response.Status;

    /// <summary>Takes the place of the body of a message, which has been read.</summary>
    public static void TakeOver(HttpResponseMessage message, PooledResponse response)
    {
        HttpContent original = message.Content;
        KeptResponse kept = new(response);
        message.Content = kept;
        message.StatusCode = kept.ApparentStatus;
        original.Dispose();
    }

    /// <summary>A message with a response that has come before. The handler that asks again may have disposed of the first message.</summary>
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
