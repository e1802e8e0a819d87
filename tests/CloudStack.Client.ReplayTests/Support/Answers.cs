using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Responses that need no recording.</summary>
internal static class Answers
{
    public static RecordedAnswer EmptyList { get; } = Json("""{"answer":{}}""");

    public static RecordedAnswer Json(string body, int status = 200)
    {
        using JsonDocument answer = JsonDocument.Parse($$"""{"status":{{status}},"headers":[["Content-Type","application/json;charset=utf-8"]],"body":""}""");
        return RecordedAnswer.Read(answer.RootElement)!.With(body);
    }
}
