namespace CloudStack.Client;

/// <summary>The settings of a client. They are validated and copied when the client is constructed; later changes have no effect.</summary>
public sealed class CloudStackClientOptions
{
    /// <summary>
    /// The address of the API, usually <c>https://HOST/client/api</c>. Required. It must be an absolute http or https address
    /// without a query or fragment.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The API key of the account, used together with <see cref="SecretKey"/>. White space around it is removed; white space inside
    /// it isn't allowed.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// The secret key that signs requests, used together with <see cref="ApiKey"/>. It never leaves the process. White space around
    /// it is removed; white space inside it isn't allowed.
    /// </summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// The name of a user who logs in, instead of a key pair; used together with <see cref="Password"/>. See
    /// <see cref="SessionCredentials"/>, which also supports second factors.
    /// </summary>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>, used as it is: leading and trailing spaces are part of it.</summary>
    public string? Password { get; set; }

    /// <summary>The path of the domain of <see cref="UserName"/>, such as <c>/customers/acme</c>; null for the root domain.</summary>
    public string? Domain { get; set; }

    /// <summary>
    /// The source of the credentials, or the credentials themselves. The client asks for them before each attempt, so keys can
    /// change during the client's lifetime. Null (the default) uses the keys or the user above; any other value takes precedence
    /// over them.
    /// </summary>
    public ICredentialsProvider? Credentials { get; set; }

    /// <summary>How requests are sent; by POST unless set.</summary>
    public RequestMethod Method { get; set; } = RequestMethod.Post;

    /// <summary>
    /// The timeout of one attempt of a reading command, a submission, or a poll; 60 s by default, 10 ms to 24 h. A poll is limited to
    /// 10 s at first. After each poll that isn't answered in time, its limit doubles, up to this value.
    /// </summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The timeout of a synchronous change; 10 min by default, 10 ms to 24 h. Some commands work for minutes before they respond
    /// (<c>addHost</c>, <c>createStoragePool</c>, <c>createNetwork</c>).
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the client looks for the job of a submission whose response was lost; 60 s by default, 10 ms to 24 h. After that,
    /// the submission fails with <see cref="AmbiguousSubmissionException"/>. The server has a job with the id that the client chose
    /// within seconds of the submission, so a longer time helps only with servers that are unavailable for longer.
    /// </summary>
    public TimeSpan LookUpTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many times a call that is safe to repeat is retried after a failure; 3 by default, 0 to 100. The delays grow and are
    /// random. Waiting for a server that throttles requests (429) doesn't count as a retry.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// How long a signed request stays valid, by the server's clock; 10 min by default, 5 s to 15 min (exclusive), because servers
    /// can refuse longer lifetimes.
    /// </summary>
    public TimeSpan SignatureLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many items a list query requests at a time; 500 by default, 1 to 500 unless the server's maximum
    /// (<c>default.page.size</c>) was raised. A server with a smaller maximum reports it, and the query continues with that.
    /// </summary>
    public int PageSize { get; set; } = 500;

    /// <summary>
    /// Whether the client chooses the ids of its jobs (<c>customjobid</c>); true by default. The client can then find out what
    /// happened to a submission whose response was lost, instead of leaving it ambiguous.
    /// </summary>
    public bool AssignJobIds { get; set; } = true;

    /// <summary>
    /// Whether a create command (such as <c>deployVirtualMachine</c>) is sent again when its response was lost and the server
    /// doesn't know its job; false by default, in which case such a call fails with <see cref="AmbiguousSubmissionException"/>. The
    /// command is sent with the same job id, after the client has looked for the job for as long as a look-up may take, and only to
    /// a server that has kept an id of this client before (servers since 4.12 do). Requires <see cref="AssignJobIds"/>, or an id
    /// that the caller chose.
    /// </summary>
    /// <remarks>
    /// No job ever runs twice. But the server creates the resource before its job. If the server failed in between, the first
    /// command leaves a resource without a job, which is never completed or used, and the repeated command creates another one. Of
    /// 15 deployments that were waiting for their responses when a server was killed, 4 left a stopped machine behind.
    /// </remarks>
    public bool RepeatLostCreates { get; set; }

    /// <summary>
    /// How many requests of this client may be in progress at once, including polls; 16 by default, 1 to 1,000. Other requests wait
    /// for their turn, and that time doesn't count toward their timeouts. Queries and lists of jobs have four more turns, so
    /// changes that take minutes don't hold them up.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 16;

    /// <summary>
    /// The maximum size of a response, in bytes after decompression; 64 MiB by default, 64 KiB to 2,000 MiB. A larger response ends
    /// the call with <see cref="ResponseFormatException"/>.
    /// </summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The maximum length of a command's user data, in characters of base64; 32,768 by default, 1 to 1,048,576. Longer user data is
    /// refused before it is sent. Raise the limit only if the server's setting <c>vm.userdata.max.length</c> was raised. By GET, a
    /// server never accepts more than 4,096 characters (<see cref="RequestMethod.GetForReads"/>).
    /// </summary>
    public int MaxUserDataLength { get; set; } = UserData.DefaultMaxLength;

    /// <summary>
    /// The name of the program in the <c>User-Agent</c> header of its requests, such as <c>my-tool</c> or <c>my-tool/1.2</c>. It
    /// precedes the client's own name (<c>my-tool/1.2 CloudStack.Client/0.1.0 (.NET 10.0.0)</c>). Null (the default) or empty for
    /// none. It may have letters, digits, and <c>!#$%&amp;'*+-.^_`|~</c>, 100 characters at most. If a handler or the headers of a
    /// registered HTTP client set a <c>User-Agent</c>, that value is kept instead.
    /// </summary>
    public string? ApplicationId { get; set; }

    /// <summary>
    /// Whether the polls of waits may create traces; false by default. Polls belong to no call, so the <c>HttpClient</c> of .NET
    /// would start a new trace for each of them. True allows that. Calls, and the look-ups that belong to a call, are always part
    /// of the caller's trace.
    /// </summary>
    public bool TracePolls { get; set; }

    /// <summary>
    /// Certificates to trust and a proxy, for connections that the client or a service container creates. They don't apply to
    /// clients that are given a handler, or to those of <see cref="ICloudStackClientFactory"/>, which share their connections.
    /// </summary>
    public ConnectionOptions Connection { get; set; } = new();

    /// <summary>How waits poll, unless a wait is given its own options.</summary>
    public PollingOptions Polling { get; set; } = new();

    /// <summary>
    /// Sources that report that jobs may have ended, in addition to the client's own polling; none by default. The client connects
    /// to them when it first submits or waits for a job, and reads them until it is disposed. It doesn't dispose them. Sources are
    /// code, so they can't come from configuration.
    /// </summary>
    public IReadOnlyList<IJobCompletionSource> CompletionSources { get; set; } = [];

    /// <summary>Returns the endpoint without a user name, a password or a query, and never a secret.</summary>
    /// <returns>A string for logs.</returns>
    public override string ToString() => Endpoint is { IsAbsoluteUri: true }
        ? Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "(no endpoint)";
}
