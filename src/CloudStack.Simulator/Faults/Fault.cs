using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>
/// Something that goes wrong with a request or its response. A fault that prevents the response takes effect before the command is
/// executed, unless its description says otherwise; <see cref="AfterExecuting"/> reverses that. Immutable.
/// </summary>
public sealed record Fault
{
    private const string InternalErrorText = "Internal error executing command, please contact your system administrator";

    private Fault(FaultKind kind, string name)
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>The command is executed; then the connection closes without a response.</summary>
    public static Fault LoseAnswer { get; } = new(FaultKind.Close, "lost answer") { HappensAfter = true };

    /// <summary>The request never reaches the server; the caller sees the connection close.</summary>
    public static Fault LoseRequest { get; } = new(FaultKind.Close, "lost request");

    /// <summary>The connection is reset before the command is executed.</summary>
    public static Fault ResetConnection { get; } = new(FaultKind.Reset, "connection reset");

    /// <summary>No server is listening. Over real sockets, where the listener can't disappear, the connection is reset.</summary>
    public static Fault RefuseConnection { get; } = new(FaultKind.Refuse, "connection refused");

    /// <summary>No response arrives until the caller gives up; the command is not executed.</summary>
    public static Fault Hang { get; } = new(FaultKind.Hang, "hang");

    /// <summary>503: the server is preparing for maintenance and accepts no new jobs.</summary>
    public static Fault Maintenance { get; } = Error(
        503, "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs");

    /// <summary>530 with the generic text, as when the server's database is unavailable.</summary>
    public static Fault InternalError { get; } = Error(530, InternalErrorText);

    /// <summary>502 with an HTML page, as from a proxy.</summary>
    public static Fault BadGatewayPage { get; } = Page(502, "Bad Gateway");

    /// <summary>504 with an HTML page, as from a proxy.</summary>
    public static Fault GatewayTimeoutPage { get; } = Page(504, "Gateway Timeout");

    /// <summary>503 with an HTML page, as from a proxy. It says nothing about what the server did.</summary>
    public static Fault UnavailablePage { get; } = Page(503, "Service Unavailable");

    /// <summary>
    /// 503 with the container's HTML page, as while the application is starting: the request has not reached the API, and nothing
    /// was executed.
    /// </summary>
    public static Fault StartingPage { get; } =
        new(FaultKind.Answer, "starting page") { Status = 503, ContentType = HtmlPages.ContentType, Body = HtmlPages.NotStartedText("/client/api") };

    /// <summary>404 with the container's HTML page, as for a request that it can't parse.</summary>
    public static Fault NotFoundPage { get; } =
        new(FaultKind.Answer, "HTML 404") { Status = 404, ContentType = HtmlPages.ContentType, Body = HtmlPages.NotFoundText("/client/api", "Unable to parse URI query") };

    /// <summary>200 and nothing else: the command failed in a way that left the server without a response.</summary>
    public static Fault EmptyAnswer { get; } = new(FaultKind.Answer, "empty 200") { Status = 200, ContentType = "application/json;charset=utf-8" };

    /// <summary>A raw escape character appears inside a string of the response.</summary>
    public static Fault RawControlByte { get; } = new(FaultKind.RawControlByte, "raw control byte");

    /// <summary>A backslash that starts no valid escape appears inside a string of the response.</summary>
    public static Fault InvalidEscape { get; } = new(FaultKind.InvalidEscape, "invalid escape");

    /// <summary>Every string of the response is percent-encoded.</summary>
    public static Fault PercentEncodedStrings { get; } = new(FaultKind.PercentEncode, "percent-encoded strings");

    /// <summary>The server assigns its own id to a job although the request specified one.</summary>
    public static Fault IgnoreCustomJobId { get; } = new(FaultKind.IgnoreCustomJobId, "customjobid ignored");

    /// <summary>The job list also contains finished jobs, as in versions up to 4.11.</summary>
    public static Fault ListFinishedJobs { get; } = new(FaultKind.ListFinishedJobs, "finished jobs listed");

    /// <summary>The management server is identified by a number, as in 4.19 and 4.20.</summary>
    public static Fault NumericManagementServerId { get; } = new(FaultKind.NumericManagementServerId, "numeric server id");

    internal FaultKind Kind { get; }

    internal string Name { get; }

    internal bool HappensAfter { get; private init; }

    internal int Status { get; private init; }

    internal string? Text { get; private init; }

    internal string? ContentType { get; private init; }

    internal string Body { get; private init; } = string.Empty;

    internal TimeSpan Duration { get; private init; }

    internal bool IsTerminal => Kind is FaultKind.Close or FaultKind.Reset or FaultKind.Refuse or FaultKind.Hang
        or FaultKind.Answer or FaultKind.ApiError or FaultKind.Echo;

    internal bool ChangesBehaviour => Kind is FaultKind.IgnoreCustomJobId or FaultKind.ListFinishedJobs or FaultKind.NumericManagementServerId;

    /// <summary>429 in the form of the server's request limit.</summary>
    /// <param name="milliseconds">The wait time in its text.</param>
    /// <returns>The fault.</returns>
    public static Fault Throttle(int milliseconds) => Error(
        429,
        string.Create(CultureInfo.InvariantCulture, $"The given user has reached his/her account api limit, please retry after [{milliseconds}] ms."));

    /// <summary>An error in the command's own envelope.</summary>
    /// <param name="code">The error code, which is also the HTTP status.</param>
    /// <param name="text">The error text.</param>
    /// <returns>The fault.</returns>
    public static Fault Error(int code, string text) =>
        new(FaultKind.ApiError, string.Create(CultureInfo.InvariantCulture, $"error {code}")) { Status = code, Text = text };

    /// <summary>Any response with a body that the API didn't write.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The content type; null for none.</param>
    /// <param name="body">The body.</param>
    /// <returns>The fault.</returns>
    public static Fault Answer(int status, string? contentType, string body) =>
        new(FaultKind.Answer, string.Create(CultureInfo.InvariantCulture, $"answer {status}")) { Status = status, ContentType = contentType, Body = body };

    /// <summary>The response is late; the command is executed immediately.</summary>
    /// <param name="delay">The delay.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan delay) => new(FaultKind.Delay, "delay") { Duration = delay };

    /// <summary>The headers arrive immediately; the body takes longer.</summary>
    /// <param name="duration">The time from the first to the last byte of the body.</param>
    /// <returns>The fault.</returns>
    public static Fault SlowBody(TimeSpan duration) => new(FaultKind.SlowBody, "slow body") { Duration = duration };

    /// <summary>The connection breaks in the middle of the body; the command is executed.</summary>
    /// <param name="afterBytes">How many bytes arrive.</param>
    /// <returns>The fault.</returns>
    public static Fault CutBody(int afterBytes = 20) => new(FaultKind.CutBody, "cut body") { Status = afterBytes };

    /// <summary>The dates in the response have another offset.</summary>
    /// <param name="offset">The offset, such as 5:30 for <c>+0530</c>.</param>
    /// <returns>The fault.</returns>
    public static Fault DateOffset(TimeSpan offset) => new(FaultKind.DateOffset, "date offset") { Duration = offset };

    /// <summary>An error whose text, also in <c>X-Description</c>, repeats a value that was sent.</summary>
    /// <param name="parameter">The parameter's name, in any case.</param>
    /// <param name="code">The error code.</param>
    /// <returns>The fault.</returns>
    public static Fault Echo(string parameter, int code = 431) => new(FaultKind.Echo, "echo") { Text = parameter, Status = code };

    /// <summary>Creates the same fault, but with the command executed before the fault takes effect.</summary>
    /// <returns>The fault.</returns>
    public Fault AfterExecuting() => this with { HappensAfter = true };

    /// <inheritdoc/>
    public override string ToString() => HappensAfter ? Name + " after executing" : Name;

    private static Fault Page(int status, string title) =>
        new(FaultKind.Answer, string.Create(CultureInfo.InvariantCulture, $"HTML {status}"))
        {
            Status = status,
            ContentType = "text/html",
            Body = new StringBuilder("<html><head><title>").Append(status).Append(' ').Append(title)
                .Append("</title></head><body><center><h1>").Append(status).Append(' ').Append(title)
                .Append("</h1></center></body></html>").ToString(),
        };
}
