namespace CloudStack.Client;

/// <summary>
/// The settings of a client. They are checked and copied when the client is constructed; later changes do nothing.
/// </summary>
public sealed class CloudStackClientOptions
{
    /// <summary>
    /// The address of the API, usually <c>https://HOST/client/api</c>; required. Absolute, http or https, without query and
    /// fragment.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// The API key of the account; goes with <see cref="SecretKey"/>. White space around it is left out; inside of it none is
    /// allowed.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// The secret key that signs requests; goes with <see cref="ApiKey"/>. It never leaves the process. White space around it is
    /// left out; inside of it none is allowed.
    /// </summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// The name of a user who logs in, instead of a key pair; goes with <see cref="Password"/>. See
    /// <see cref="SessionCredentials"/>, which also knows about second factors.
    /// </summary>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>, taken as it is: blanks at its ends belong to it.</summary>
    public string? Password { get; set; }

    /// <summary>The path of the domain of <see cref="UserName"/>, such as <c>/customers/acme</c>; null for the root domain.</summary>
    public string? Domain { get; set; }

    /// <summary>
    /// Where credentials come from, asked before each attempt, so that keys can change while the client lives; or simply
    /// credentials. Null (the default) takes the keys or the user above; set, it wins over them.
    /// </summary>
    public ICredentialsProvider? Credentials { get; set; }

    /// <summary>How requests travel; by POST unless set.</summary>
    public RequestMethod Method { get; set; } = RequestMethod.Post;

    /// <summary>
    /// How long one attempt of a reading command, a submit or a poll may take; 60 s by default, 10 ms to 24 h. A poll never
    /// takes longer than 10 s.
    /// </summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a synchronous change may take; 10 min by default, 10 ms to 24 h. Some work for minutes before they answer
    /// (<c>addHost</c>, <c>createStoragePool</c>, <c>createNetwork</c>).
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the client looks for the job of a submit whose answer was lost; 60 s by default, 10 ms to 24 h. After that the
    /// submit ends with <see cref="AmbiguousSubmissionException"/>. The server has a job of the id that the client chose within
    /// seconds of a submit, so more is needed only for servers that are away for longer.
    /// </summary>
    public TimeSpan LookUpTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often a call that may be repeated is repeated after a failure; 3 by default, 0 to 100. The pauses grow and are
    /// random; a server that answers "too often" (429) is waited for without counting.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// How long a signed request stays valid, by the server's clock; 10 min by default, 1 s to 15 min (exclusive), because
    /// servers can refuse more.
    /// </summary>
    public TimeSpan SignatureLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many items a list query asks for at once; 500 by default, 1 to 500 unless the server's maximum
    /// (<c>default.page.size</c>) was raised. A server with a smaller maximum says so, and the query goes on with that.
    /// </summary>
    public int PageSize { get; set; } = 500;

    /// <summary>
    /// Whether the client chooses the ids of its jobs (<c>customjobid</c>); true by default. A submit whose answer is lost
    /// can then be resolved instead of being left ambiguous.
    /// </summary>
    public bool AssignJobIds { get; set; } = true;

    /// <summary>
    /// Whether a create command (such as <c>deployVirtualMachine</c>) is sent again when its answer was lost and the server does not
    /// know its job; false by default, and then such a call ends with <see cref="AmbiguousSubmissionException"/>. It is sent with the
    /// same job id, after the job has been looked for as long as a look-up may take, and only to a server that has kept an id of this
    /// client before (servers since 4.12 do). Needs <see cref="AssignJobIds"/>, or an id of the caller's own.
    /// </summary>
    /// <remarks>
    /// No job is ever run twice. But the server makes the resource before its job: if it died in between, the first command leaves a
    /// resource without a job, which nobody will finish or use, and the repetition makes another one. Of 15 deployments that waited for
    /// their answers when a server was killed, 4 left a stopped machine behind.
    /// </remarks>
    public bool RepeatLostCreates { get; set; }

    /// <summary>
    /// How many requests of this client may be under way at once, polls included; 16 by default, 1 to 1,000. Others wait for
    /// their turn, which counts towards no timeout of theirs. Queries and lists of jobs have four turns more, so that changes
    /// which take minutes do not hold them up.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 16;

    /// <summary>
    /// How large an answer may be, in bytes and unpacked; 64 MiB by default, 64 KiB to 2,000 MiB. A larger one ends the call
    /// with <see cref="ResponseFormatException"/>.
    /// </summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// How long the user data of a command may be, in characters of base64; 32,768 by default, 1 to 1,048,576. A longer one is refused
    /// before it is sent. Raise it only where the server's setting <c>vm.userdata.max.length</c> was raised. By GET a server never takes
    /// more than 4,096 (<see cref="RequestMethod.GetForReads"/>).
    /// </summary>
    public int MaxUserDataLength { get; set; } = UserData.DefaultMaxLength;

    /// <summary>
    /// What the program calls itself in the <c>User-Agent</c> of its requests, such as <c>my-tool</c> or <c>my-tool/1.2</c>; it
    /// comes before that of the client (<c>my-tool/1.2 CloudStack.Client/0.1.0 (.NET 10.0.0)</c>). Null (the default) and empty for none.
    /// Letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>, 100 characters at most. A <c>User-Agent</c> that a handler or the
    /// headers of a registered HTTP client set stays instead.
    /// </summary>
    public string? ApplicationId { get; set; }

    /// <summary>
    /// Whether the polls of waits may make traces; false by default. The <c>HttpClient</c> of .NET would begin a trace of its own
    /// with each of them, because they belong to no call. True leaves it to do so. Calls, and the look-ups that belong to
    /// one, are in the trace of their caller in any case.
    /// </summary>
    public bool TracePolls { get; set; }

    /// <summary>
    /// Certificates to trust and a proxy, for connections of the client's own and of a service container. Not for clients that are
    /// given a handler, and not for those of <see cref="ICloudStackClientFactory"/>, which share their connections.
    /// </summary>
    public ConnectionOptions Connection { get; set; } = new();

    /// <summary>How waits poll unless they are given options of their own.</summary>
    public PollingOptions Polling { get; set; } = new();

    /// <summary>
    /// What tells the client that jobs may have ended, beside its own polling; none by default. The client connects to them
    /// when it first submits or waits for a job, and reads them until it is disposed; it does not dispose them. Sources are
    /// code, so they cannot come from configuration.
    /// </summary>
    public IReadOnlyList<IJobCompletionSource> CompletionSources { get; set; } = [];

    /// <summary>The endpoint, without a query; never a secret.</summary>
    /// <returns>A text for logs.</returns>
    public override string ToString() => $"{Endpoint?.GetLeftPart(UriPartial.Path) ?? "(no endpoint)"}";
}
