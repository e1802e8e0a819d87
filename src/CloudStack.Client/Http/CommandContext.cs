using System.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Http;

/// <summary>
/// One call of a command: what the handlers need to know about it, and the state they share. It is the message that passes through
/// the client's own handlers, and is never sent in this form.
/// </summary>
internal sealed class CommandContext(CommandDescriptor command, ParameterList parameters, ContentReader<object?> read) : HttpRequestMessage
{
    public CommandDescriptor Descriptor { get; } = command;

    public string Command => Descriptor.Name;

    public CommandKind Kind => Descriptor.Kind;

    public bool IsRead => Kind == CommandKind.Read;

    /// <summary>Whether the command is expected to start a job.</summary>
    public bool StartsJob => Kind is CommandKind.Job or CommandKind.CreateJob;

    public ParameterList Parameters { get; } = parameters;

    /// <summary>Reads the content of a successful response.</summary>
    public ContentReader<object?> Read { get; } = read;

    /// <summary>Whether the server may respond with a job although the command isn't declared to start one.</summary>
    public bool MayBeJob { get; init; }

    /// <summary>Whether a response without a body means that the command was executed, because it returns nothing.</summary>
    public bool MayBeEmpty { get; init; }

    public RequestPriority Priority { get; init; } = command.Kind is CommandKind.Job or CommandKind.CreateJob ? RequestPriority.Submit : RequestPriority.Other;

    /// <summary>
    /// The limit of an exchange in one of the client's loops that poll, list or look up, if it is shorter than the limit of its
    /// kind. Such a request is repeated anyway, so it can wait while the server is away. Null for all other requests.
    /// </summary>
    public TimeSpan? PollLimit { get; init; }

    /// <summary>Which time limit applies to one exchange.</summary>
    public TimeLimit Limit { get; init; } = command.Kind == CommandKind.Write ? TimeLimit.Write : TimeLimit.Read;

    /// <summary>
    /// Whether the client sends the command for its own purposes: polls, look-ups, and the commands that manage a session. The code
    /// that waits for them has its own loop, so they are neither repeated nor reported as calls.
    /// </summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether this is a request of the poller. It doesn't belong to any caller's call, and so not to any trace.</summary>
    public bool IsPoll { get; init; }

    /// <summary>Whether the call is sent without credentials (<c>login</c>).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether the call may still be sent after the client is disposed (<c>logout</c>).</summary>
    public bool OutlivesClient { get; init; }

    /// <summary>Collects the cookies of the response; null except for calls that open a session.</summary>
    public SessionCookies? Cookies { get; init; }

    /// <summary>The id that the caller chose for the job; null for none.</summary>
    public string? CustomJobId { get; init; }

    /// <summary>The id that was sent for the job, the caller's or the client's; null for none.</summary>
    public string? SentJobId => Parameters.TryGet(ParameterList.CustomJobId, out string id) ? id : null;

    /// <summary>
    /// The secrets of the command that started the job that this call asks about; the server may repeat them in any response about
    /// the job.
    /// </summary>
    public IReadOnlyList<string> JobSecrets { get; init; } = [];

    /// <summary>The key pair that signs the requests; null if they are sent unsigned or in a session.</summary>
    public ApiKeyCredentials? Key { get; set; }

    /// <summary>The session that the requests belong to; null for none.</summary>
    public Session? Session { get; set; }

    /// <summary>The latest attempt; null before the first.</summary>
    public RequestAttempt? Attempt { get; set; }

    /// <summary>When the first request went out, in ticks of the clock.</summary>
    public long StartedAt { get; set; }

    /// <summary>
    /// When the command was first sent, in ticks of the clock; null before that. Its job may be looked up, and it may be sent again.
    /// </summary>
    public long? FirstSentAt { get; set; }

    /// <summary>How many of the allowed retries are used up; waiting for a server that is starting uses none.</summary>
    public int Retries { get; set; }

    /// <summary>How long the call must wait before it is sent again, because it was throttled.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>How many requests the call has sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether one of the requests may have reached the server.</summary>
    public bool WasSent { get; set; }

    /// <summary>How long the call has waited, in all, because it was throttled.</summary>
    public TimeSpan Paused { get; set; }

    /// <summary>The clock correction for the expiry of the next signature.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The server's time when it sent the latest response; null if it didn't say.</summary>
    public DateTimeOffset? ServerTime { get; set; }

    /// <summary>How long the last exchange took, without the time in the queue.</summary>
    public TimeSpan ExchangeTime { get; set; }

    /// <summary>The activity of the call, for activities that link to it; default if there is no listener.</summary>
    public ActivityContext Span { get; set; }

    /// <summary>Removes everything from a text that was sent as a secret with this call.</summary>
    public string Scrub(string text)
    {
        text = Redaction.Scrub(text, Parameters.Secrets);
        text = Redaction.Scrub(text, JobSecrets);
        return Session is { } session ? Redaction.Scrub(text, session.Secrets) : Key is { } key ? Redaction.Scrub(text, key.Secrets) : text;
    }
}
