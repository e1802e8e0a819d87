using System.Diagnostics;
using CloudStack.Client.Diagnostics;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>One call of a command: what is sent, and how careful its repetition must be.</summary>
internal sealed class CommandCall
{
    public CommandCall(CommandDescriptor command, ParameterList parameters)
    {
        Command = command.Name;
        Kind = command.Kind;
        HasSensitiveRequest = command.HasSensitiveRequest;
        HasSensitiveResponse = command.HasSensitiveResponse;
        ResultKey = command.ResultKey;
        IsFlat = command.IsFlat;
        Parameters = parameters;
        Priority = command.Kind is CommandKind.Job or CommandKind.CreateJob ? RequestPriority.Submit : RequestPriority.Other;
    }

    public string Command { get; }

    public CommandKind Kind { get; }

    public bool HasSensitiveRequest { get; }

    public bool HasSensitiveResponse { get; }

    public string? ResultKey { get; }

    public bool IsFlat { get; }

    public ParameterList Parameters { get; }

    public RequestPriority Priority { get; init; }

    /// <summary>
    /// For the commands around a session: whether the call goes out without credentials (<c>login</c>), or in a session that
    /// is not open to everybody yet or any more.
    /// </summary>
    public bool IsAnonymous { get; init; }

    /// <inheritdoc cref="IsAnonymous"/>
    public Session? Session { get; init; }

    /// <summary>Collects the cookies of the answer; null for all calls but those that open a session.</summary>
    public SessionCookies? Cookies { get; init; }

    /// <summary>Whether the call may still go out once the client is disposed (<c>logout</c>).</summary>
    public bool IsFarewell { get; init; }

    /// <summary>The activity of the call, for those who link to it; default if nobody listens.</summary>
    public ActivityContext SpanContext { get; set; }

    /// <summary>How many requests the call has sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Secrets of the credentials that signed the last attempt; an answer must not repeat them either.</summary>
    public IReadOnlyList<string> CredentialSecrets { get; set; } = [];

    /// <summary>How long the last exchange took, without the time it had to queue.</summary>
    public TimeSpan ExchangeTime { get; set; }

    public bool IsRead => Kind == CommandKind.Read;

    /// <summary>Secrets of the submit whose job this call asks for: the server may repeat them in any answer about the job.</summary>
    public IReadOnlyList<string> JobSecrets { get; init; } = [];

    /// <summary>Everything that an answer to this call must not show.</summary>
    public IReadOnlyList<string> Secrets => [.. Parameters.Secrets, .. CredentialSecrets, .. JobSecrets];

    public string Scrub(string text) => Redaction.Scrub(text, Secrets);
}
