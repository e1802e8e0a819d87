using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Answers that no recording is needed for.</summary>
internal static class Answers
{
    public static RecordedAnswer EmptyList { get; } = Json("""{"answer":{}}""");

    public static RecordedAnswer Json(string body)
    {
        using JsonDocument answer = JsonDocument.Parse("""{"status":200,"headers":[["Content-Type","application/json;charset=utf-8"]],"body":""}""");
        return RecordedAnswer.Read(answer.RootElement)!.With(body);
    }
}
