using CloudStack.Client.Http;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// The outcome of a command on its way back through the handlers: the result, or the failure. A failure is thrown only once, at the
/// top, because throwing it through a handler costs as much as a successful call.
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

    /// <summary>The call that the response belongs to.</summary>
    public CommandContext Context => (CommandContext)RequestMessage!;

    /// <summary>The result; null for a failure, and for a command without a result.</summary>
    public object? Result { get; }

    /// <summary>The failure; null for a result.</summary>
    public CloudStackException? Failure { get; }

    /// <summary>Returns the result in a response.</summary>
    /// <exception cref="CloudStackException">The response contains a failure.</exception>
    public static object? ResultOf(HttpResponseMessage message)
    {
        CommandResponse response = (CommandResponse)message;
        return response.Failure is null ? response.Result : throw response.Failure;
    }
}
