namespace CloudStack.Client.Http;

/// <summary>
/// A handler outside this package tried to send a command that changes the cloud a second time. It's up to the client to find out
/// what happened to the first request.
/// </summary>
internal sealed class RepeatedRequestException(string command)
    : HttpRequestException($"{command} was about to be sent a second time by a handler outside of the client, and was held back: it might be executed twice.");
