using System.Net;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Commands;

/// <summary>Carries the result of a command to Refit: the finished object.</summary>
internal sealed class ResultContent(CommandDescriptor command, object? result) : HttpContent
{
    private bool _taken;
    private CancellationToken _cancellationToken;

    /// <summary>The result; from here on it is the caller's.</summary>
    public object? Take()
    {
        _taken = true;
        return result;
    }

    /// <summary>The result has another type than the method returns.</summary>
    public ResponseFormatException Mismatch(string expected)
    {
        _taken = true;
        string found = result is null ? "nothing" : result.GetType().ToString();
        return new ResponseFormatException(
            $"{command} was executed and answered, but the method that sent it returns {expected}, while its request class says {found}. Let the method return what the base class of the request says.",
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
    /// Refit buffers a response before it reads it, with the token of the call. A content without a byte would be read as null,
    /// even by handlers of others in front that buffer it themselves.
    /// </summary>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        stream.WriteByte((byte)' ');
        return Task.CompletedTask;
    }

    /// <summary>Only a method that returns a text or a stream reads the content like this.</summary>
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => throw Mismatch("a text or a stream");

    /// <inheritdoc cref="CreateContentReadStream"/>
    protected override Task<Stream> CreateContentReadStreamAsync() => throw Mismatch("a text or a stream");

    protected override bool TryComputeLength(out long length)
    {
        // Refit takes the length 0 for "no content".
        length = 0;
        return false;
    }

    /// <summary>
    /// Refit looks at the caller's token once more when the response has come, and then drops the response. A change has been made
    /// by then, and a job must not lose its handle: the exception that tells of the cancellation gets replaced by one that has it.
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
