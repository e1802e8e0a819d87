using System.Net;

namespace CloudStack.Client.Commands;

/// <summary>
/// Carries a request object to the <see cref="CommandHandler"/>. It writes no content: the handlers after that one decide how a
/// command is sent, and a handler before it that logs bodies must not see secrets.
/// </summary>
internal sealed class CommandContent(CommandRequest request) : HttpContent
{
    public CommandRequest Request { get; } = request;

    /// <summary>Parameters in addition to those of the request; null for none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Extra { get; init; }

    /// <summary>The execution of the request; null before it has started.</summary>
    public Task<object?>? Execution { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
