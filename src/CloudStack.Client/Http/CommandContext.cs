using System.Diagnostics;
using CloudStack.Client.Generation;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Http;

/// <summary>
/// One call of a command: what the handlers must know of it, and what they note for one another. It is the message that goes
/// through the client's own handlers; nothing of it reaches the wire as it is.
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

    /// <summary>Reads the content of a good response.</summary>
    public ContentReader<object?> Read { get; } = read;

    /// <summary>Whether the server may answer with a job although the command is not declared to start one.</summary>
    public bool MayBeJob { get; init; }

    /// <summary>Whether a response without a body means that the command was executed: it has nothing to say.</summary>
    public bool MayBeEmpty { get; init; }

    public RequestPriority Priority { get; init; } = command.Kind is CommandKind.Job or CommandKind.CreateJob ? RequestPriority.Submit : RequestPriority.Other;

    /// <summary>
    /// How long an exchange may take, if less than the limit of its kind, where a loop of the client polls, lists or looks up: such a
    /// request comes again by itself, so it can wait while the server is away. Null for all others.
    /// </summary>
    public TimeSpan? PollLimit { get; init; }

    /// <summary>How long one exchange may take.</summary>
    public TimeLimit Limit { get; init; } = command.Kind == CommandKind.Write ? TimeLimit.Write : TimeLimit.Read;

    /// <summary>
    /// Whether the client asks on its own behalf: polls, look-ups and the commands around a session. Whoever waits for those has
    /// a loop of its own, so they are not repeated, and not reported as calls.
    /// </summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether the call is one of the poller's: it belongs to no call of anybody, and so to no trace.</summary>
    public bool IsPoll { get; init; }

    /// <summary>Whether the call goes out without credentials (<c>login</c>).</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether the call may still go out once the client is disposed (<c>logout</c>).</summary>
    public bool OutlivesClient { get; init; }

    /// <summary>Collects the cookies of the response; null for all calls but those that open a session.</summary>
    public SessionCookies? Cookies { get; init; }

    /// <summary>The id that the caller chose for the job; null for none.</summary>
    public string? CustomJobId { get; init; }

    /// <summary>The id that was sent for the job, the caller's or the client's; null for none.</summary>
    public string? SentJobId => Parameters.TryGet(ParameterList.CustomJobId, out string id) ? id : null;

    /// <summary>Secrets of the submit whose job this call asks for: the server may repeat them in any response about the job.</summary>
    public IReadOnlyList<string> JobSecrets { get; init; } = [];

    /// <summary>What signs the requests; null where they go out as they are, or in a session.</summary>
    public ApiKeyCredentials? Key { get; set; }

    /// <summary>The session that the requests belong to; null for none.</summary>
    public Session? Session { get; set; }

    /// <summary>The latest attempt; null before the first.</summary>
    public RequestAttempt? Attempt { get; set; }

    /// <summary>When the first request went out, in ticks of the clock.</summary>
    public long StartedAt { get; set; }

    /// <summary>How many of the repetitions that are allowed are used up; waiting for a server that starts uses none.</summary>
    public int Retries { get; set; }

    /// <summary>How long the call has to wait before it goes out again, because it was throttled.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>How many requests the call has sent.</summary>
    public int Attempts { get; set; }

    /// <summary>By how much the clock is corrected that the next signature expires by.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The server's clock when it sent the latest response; null if it did not say.</summary>
    public DateTimeOffset? ServerTime { get; set; }

    /// <summary>How long the last exchange took, without the time that it had to queue.</summary>
    public TimeSpan ExchangeTime { get; set; }

    /// <summary>The activity of the call, for those who link to it; default if nobody listens.</summary>
    public ActivityContext Span { get; set; }

    /// <summary>Takes everything out of a text that was sent in secret with this call.</summary>
    public string Scrub(string text)
    {
        text = Redaction.Scrub(text, Parameters.Secrets);
        text = Redaction.Scrub(text, JobSecrets);
        return Session is { } session ? Redaction.Scrub(text, session.Secrets) : Key is { } key ? Redaction.Scrub(text, key.Secrets) : text;
    }
}
