using System.Net;

namespace CloudStack.Client.Commands;

/// <summary>
/// Carries a request object to the <see cref="CommandHandler"/>. Nothing is written of it: how a command travels
/// is decided behind the handler, and whoever logs bodies before it must not see secrets.
/// </summary>
internal sealed class CommandContent(CommandRequest request) : HttpContent
{
    public CommandRequest Request { get; } = request;

    /// <summary>Parameters beside those of the request; null for none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Extra { get; init; }

    /// <summary>What became of the request; null before it was executed.</summary>
    public Task<object?>? Execution { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
