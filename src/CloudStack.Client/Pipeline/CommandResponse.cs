using CloudStack.Client.Http;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// What became of a command, on its way back through the handlers: the result, or the failure. A failure is thrown once, at the
/// top: each handler that it would be thrown through costs as much as a call that succeeds.
/// </summary>
internal sealed class CommandResponse : HttpResponseMessage
{
    public CommandResponse(CommandContext context, object? result)
    {
        RequestMessage = context;
        Result = result;
    }

    public CommandResponse(CommandContext context, CloudStackException failure)
    {
        RequestMessage = context;
        Failure = failure;
    }

    /// <summary>The call that is answered.</summary>
    public CommandContext Context => (CommandContext)RequestMessage!;

    /// <summary>The result; null for a failure, and for a command without a result.</summary>
    public object? Result { get; }

    /// <summary>The failure; null for a result.</summary>
    public CloudStackException? Failure { get; }

    /// <summary>The result of a message that has come back.</summary>
    /// <exception cref="CloudStackException">It has a failure.</exception>
    public static object? ResultOf(HttpResponseMessage message)
    {
        CommandResponse response = (CommandResponse)message;
        return response.Failure is null ? response.Result : throw response.Failure;
    }
}
