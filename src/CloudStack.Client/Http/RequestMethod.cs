namespace CloudStack.Client;

/// <summary>How requests travel.</summary>
public enum RequestMethod
{
    /// <summary>
    /// Everything by POST: nothing secret lands in addresses and access logs, requests may be long, and servers that demand
    /// POST for changes are content.
    /// </summary>
    Post,

    /// <summary>
    /// Commands that change nothing by GET, the others by POST; for proxies that insist. Servers take 8,192 bytes of request
    /// line and headers, so a read with more than 6 kB of parameters goes by POST as well. With a session (<see cref="SessionCredentials"/>) everything still goes by POST, because
    /// addresses end up in logs.
    /// </summary>
    GetForReads,
}
