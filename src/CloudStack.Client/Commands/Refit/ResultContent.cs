using System.Net;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Commands;

/// <summary>Carries the result of a command, the finished object, to Refit.</summary>
internal sealed class ResultContent(CommandDescriptor command, object? result) : HttpContent
{
    private bool _taken;
    private CancellationToken _cancellationToken;

    /// <summary>Takes the result. From here on, it belongs to the caller.</summary>
    public object? Take()
    {
        _taken = true;
        return result;
    }

    /// <summary>The result has a different type than the method returns.</summary>
    public ResponseFormatException Mismatch(string expected)
    {
        _taken = true;
        string found = result is null ? "nothing" : result.GetType().ToString();
        return new ResponseFormatException(
            $"{command} was executed, but the method that sent it returns {expected}, while its request class declares {found}. Change the method's return type to the one that the base class of the request declares.",
            command.Name,
            httpStatus: 200,
            snippet: null)
        {
            Job = result as JobHandle,
        };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <summary>
    /// Refit buffers a response with the token of the call before it reads it. Content without a single byte would be read as null,
    /// even if a handler of other code in front of this one has buffered it.
    /// </summary>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        stream.WriteByte((byte)' ');
        return Task.CompletedTask;
    }

    /// <summary>Only a method that returns a string or a stream reads the content this way.</summary>
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => throw Mismatch("a string or a stream");

    /// <inheritdoc cref="CreateContentReadStream"/>
    protected override Task<Stream> CreateContentReadStreamAsync() => throw Mismatch("a string or a stream");

    protected override bool TryComputeLength(out long length)
    {
        // Refit treats the length 0 as "no content".
        length = 0;
        return false;
    }

    /// <summary>
    /// Refit checks the caller's token once more when the response has arrived, and drops the response if it was canceled. By then
    /// the change has been made, and a job must not lose its handle, so the cancellation exception is replaced by one that contains
    /// the handle.
    /// </summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_taken && command.Kind != CommandKind.Read)
        {
            _taken = true;
            CancellationToken token = _cancellationToken.IsCancellationRequested ? _cancellationToken : new CancellationToken(canceled: true);
            throw CommandCanceledException.AfterResult(command.Name, result as JobHandle, token);
        }
    }
}
