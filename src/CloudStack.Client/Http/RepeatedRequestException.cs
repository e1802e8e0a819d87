namespace CloudStack.Client.Http;

/// <summary>
/// A handler outside of this package tried to send a command a second time that changes the cloud. What became of the first
/// is for the client to find out.
/// </summary>
internal sealed class RepeatedRequestException(string command)
    : HttpRequestException($"{command} was about to be sent a second time by a handler outside of the client, and was held back: it might be executed twice.");
