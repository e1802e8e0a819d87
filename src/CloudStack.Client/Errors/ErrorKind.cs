namespace CloudStack.Client;

/// <summary>
/// What kind of error the server reported, as far as it can be told. It is found from the status first, then from the
/// server's exception class (<c>cserrorcode</c>), then from the text, because servers report many errors under a general code.
/// </summary>
public enum ErrorKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>
    /// 401, or a failed log-in. The server says no more than that: a wrong key or signature, an expired request (check the
    /// clock), a disabled account, a caller's address that is not allowed, and an unknown command all look the same.
    /// </summary>
    Authentication,

    /// <summary>511: the session needs its second factor first.</summary>
    TwoFactorRequired,

    /// <summary>
    /// 432, 531, or 401 with a text that says so: the account may not call the command, or may not touch the object.
    /// </summary>
    NotPermitted,

    /// <summary>400, 430 or 431: a parameter is missing or wrong.</summary>
    InvalidParameter,

    /// <summary>431 with a text that says that the object does not exist.</summary>
    NotFound,

    /// <summary>429: too many calls. The client waits and goes on by itself; callers see this only if they stop it.</summary>
    RateLimited,

    /// <summary>503: the server starts, is being maintained, or shuts down.</summary>
    ServerUnavailable,

    /// <summary>530: anything unexpected on the server.</summary>
    Internal,

    /// <summary>532 or 535: a limit of the account, domain or project is reached.</summary>
    LimitExceeded,

    /// <summary>533, or a text that says "insufficient capacity" under another code (usual in jobs).</summary>
    Capacity,

    /// <summary>534: a host, storage or network is not reachable at present.</summary>
    ResourceUnavailable,

    /// <summary>536: the object is in use.</summary>
    InUse,

    /// <summary>537, a concurrent operation, or something that exists already.</summary>
    Conflict,
}
