using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Plays the server for a single call of a command.</summary>
internal static class AnswerScript
{
    public const string ResourceId = "7c0f3e2a-0000-4000-8000-00000000f00d";

    /// <summary>The same response to every request.</summary>
    public static Func<SentRequest, RecordedAnswer> Direct(CommandFacts command, string content) =>
        _ => Answers.Json($$$"""{"{{{Envelope(command)}}}":{{{content}}}}""");

    /// <summary>A job: its submit, one poll while it's running, and its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="result">The <c>jobresult</c>; null for none.</param>
    public static Func<SentRequest, RecordedAnswer> Job(CommandFacts command, string? result)
    {
        string jobId = Guid.NewGuid().ToString();
        int polls = 0;
        return sent =>
        {
            if (sent.Command == command.Name && (sent.Command != JobReplay.Query || polls == 0 && sent["jobid"] != jobId))
            {
                jobId = sent["customjobid"] ?? jobId;
                string id = command.Create ? $"\"id\":\"{ResourceId}\"," : "";
                return Answers.Json($$$"""{"{{{Envelope(command)}}}":{{{{id}}}"jobid":"{{{jobId}}}"}}""");
            }

            Assert.That((sent.Command, sent["jobid"]), Is.EqualTo((JobReplay.Query, jobId)));
            string end = polls++ == 0
                ? "\"jobstatus\":0"
                : $"\"jobstatus\":1,\"jobresulttype\":\"object\"{(result is null ? "" : $",\"jobresult\":{result}")},\"completed\":\"2026-01-02T03:04:19+0000\"";
            return Answers.Json($$$"""{"queryasyncjobresultresponse":{"jobid":"{{{jobId}}}","jobprocstatus":0,"jobresultcode":0,"created":"2026-01-02T03:04:05+0000",{{{end}}}}}""");
        };
    }

    private static string Envelope(CommandFacts command) => command.ResponseEnvelope ?? "null";
}
