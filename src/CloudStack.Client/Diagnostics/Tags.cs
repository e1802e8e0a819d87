using System.Globalization;

namespace CloudStack.Client.Diagnostics;

/// <summary>The names of attributes, and values that several signals share.</summary>
internal static class Tags
{
    public const string System = "rpc.system.name";
    public const string Method = "rpc.method";
    public const string StatusCode = "rpc.response.status_code";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";
    public const string ClientName = "cloudstack.client.name";
    public const string JobId = "cloudstack.job.id";
    public const string JobOutcome = "cloudstack.job.outcome";
    public const string ResourceId = "cloudstack.resource.id";
    public const string Attempts = "cloudstack.attempts";
    public const string Polls = "cloudstack.polls";
    public const string PollKind = "cloudstack.poll.kind";

    public const string SystemName = "cloudstack";

    /// <summary>The type of a failure, with few distinct values: the server's code, or the name of the exception's class.</summary>
    public static string ErrorTypeOf(Exception exception) => exception switch
    {
        CloudStackApiException e => Code(e.ErrorCode),
        JobWaitCanceledException => typeof(JobWaitCanceledException).FullName!,
        OperationCanceledException => typeof(OperationCanceledException).FullName!,
        _ => exception.GetType().FullName!,
    };

    public static string OutcomeName(JobOutcome outcome) => outcome switch
    {
        Client.JobOutcome.Succeeded => "succeeded",
        Client.JobOutcome.Failed => "failed",
        _ => "unknown",
    };

    public static string Code(int code) => code.ToString(CultureInfo.InvariantCulture);
}
