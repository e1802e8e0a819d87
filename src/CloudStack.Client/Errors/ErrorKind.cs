namespace CloudStack.Client;

/// <summary>
/// The kind of error that the server reported, as far as it can be determined. The client looks at the status first, then at the
/// server's exception class (<c>cserrorcode</c>), then at the text, because servers report many errors under a general code.
/// </summary>
public enum ErrorKind
{
    /// <summary>None of the other kinds.</summary>
    Unknown,

    /// <summary>
    /// 401, or a failed login. The server gives no details. A wrong key or signature, an expired request (check the clock), a
    /// disabled account, a disallowed caller address, and an unknown command all look the same.
    /// </summary>
    Authentication,

    /// <summary>511: the session first needs its second factor.</summary>
    TwoFactorRequired,

    /// <summary>432, 531, or 401 with a text that says so: the account isn't allowed to call the command or access the object.</summary>
    NotPermitted,

    /// <summary>400, 430 or 431: a parameter is missing or wrong.</summary>
    InvalidParameter,

    /// <summary>431 with a text that says that the object doesn't exist.</summary>
    NotFound,

    /// <summary>
    /// 429: too many calls. The client waits and sends the request again. A call fails with this error only if its request has been
    /// refused for a quarter of an hour.
    /// </summary>
    RateLimited,

    /// <summary>503: the server is starting, in maintenance, or shutting down.</summary>
    ServerUnavailable,

    /// <summary>530: an unexpected error on the server.</summary>
    Internal,

    /// <summary>532 or 535: a limit of the account, domain or project has been reached.</summary>
    LimitExceeded,

    /// <summary>533, or another code with a text that says "insufficient capacity" (common for jobs).</summary>
    Capacity,

    /// <summary>534: a host, storage or network is currently unreachable.</summary>
    ResourceUnavailable,

    /// <summary>536: the object is in use.</summary>
    InUse,

    /// <summary>537, a concurrent operation, or something that already exists.</summary>
    Conflict,
}
