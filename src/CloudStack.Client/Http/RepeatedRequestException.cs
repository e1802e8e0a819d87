namespace CloudStack.Client.Http;

/// <summary>
/// A handler outside this package tried to send a command that changes the cloud a second time. It's up to the client to find out
/// what happened to the first request.
/// </summary>
internal sealed class RepeatedRequestException(string command)
    : HttpRequestException($"{command} was not sent again, because a handler outside the client tried to repeat it, which could execute it twice.");
