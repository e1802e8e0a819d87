namespace CloudStack.Client;

/// <summary>How requests are sent.</summary>
public enum RequestMethod
{
    /// <summary>
    /// Sends everything by POST. Secrets don't end up in addresses and access logs, requests may be long, and servers that require
    /// POST for changes accept them.
    /// </summary>
    Post,

    /// <summary>
    /// Sends commands that change nothing by GET and the others by POST, for proxies that insist on that. Servers accept 8,192
    /// bytes of request line and headers, so a read with more than 6 kB of parameters is also sent by POST. With a session
    /// (<see cref="SessionCredentials"/>) everything is still sent by POST, because addresses end up in logs.
    /// </summary>
    GetForReads,
}
