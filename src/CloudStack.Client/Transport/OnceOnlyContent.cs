using System.Net;

namespace CloudStack.Client.Transport;

/// <summary>
/// A form body that can be written to the wire once. Handlers that somebody else has put below the signing may repeat a
/// request without the client's knowledge; a command that changes the cloud must not go out a second time that way.
/// </summary>
internal sealed class OnceOnlyContent(ReadOnlyMemory<byte> form, CommandCall call) : HttpContent
{
    private int _writes;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writes) > 1 && !call.IsRead)
        {
            throw new RepeatedRequestException(call.Command);
        }

        return stream.WriteAsync(form, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = form.Length;
        return true;
    }
}
