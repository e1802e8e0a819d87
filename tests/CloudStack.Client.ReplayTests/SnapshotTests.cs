using System.Text.Json;
using System.Text.Json.Nodes;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded response about a job, read as a snapshot.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class SnapshotTests(RecordingSet set)
{
    private static readonly Dictionary<string, Func<JobSnapshot, string?>> Texts = new()
    {
        ["jobid"] = snapshot => snapshot.JobId,
        ["jobresulttype"] = snapshot => snapshot.ResultType,
        ["cmd"] = snapshot => snapshot.CommandClass,
        ["jobinstancetype"] = snapshot => snapshot.ResourceType,
        ["jobinstanceid"] = snapshot => snapshot.ResourceId,
        ["userid"] = snapshot => snapshot.UserId,
        ["accountid"] = snapshot => snapshot.AccountId,
        ["account"] = snapshot => snapshot.Account,
        ["domainid"] = snapshot => snapshot.DomainId,
        ["domainpath"] = snapshot => snapshot.DomainPath,
        ["managementserverid"] = snapshot => snapshot.ManagementServerId,
        ["managementservername"] = snapshot => snapshot.ManagementServerName,
    };

    private static readonly Dictionary<string, Func<JobSnapshot, int?>> Numbers = new()
    {
        ["jobstatus"] = snapshot => snapshot.RawStatus,
        ["jobresultcode"] = snapshot => snapshot.ResultCode,
        ["jobprocstatus"] = snapshot => snapshot.ProcessStatus,
    };

    private static readonly Dictionary<string, Func<JobSnapshot, DateTimeOffset?>> Dates = new()
    {
        ["created"] = snapshot => snapshot.CreatedAt,
        ["completed"] = snapshot => snapshot.CompletedAt,
    };

    /// <summary>Both kinds of files contain responses about jobs; XML responses are covered elsewhere.</summary>
    private List<(RecordedExchange Exchange, JsonElement Job)> Answers =>
    [
        .. from exchange in set.Exchanges.Concat(set.Experiments)
           where exchange is { Command: JobReplay.Query, Reply.Status: 200 }
           let job = BodyJson.Content(exchange.Answer)
           where job is not null
           select (exchange, job.Value),
    ];

    [Test]
    public async Task All_eighteen_fields_are_those_of_the_JSON()
    {
        Problems problems = new();
        HashSet<string> met = [];
        foreach ((RecordedExchange exchange, JsonElement job) in Answers)
        {
            met.UnionWith(job.EnumerateObject().Select(field => field.Name));
            Expect(exchange, await QueryAsync(exchange.Answer), job, problems);
        }

        problems.AssertNone();
        Assert.That(met, Is.EquivalentTo((string[])["jobresult", .. Texts.Keys, .. Numbers.Keys, .. Dates.Keys]), "fields of the recordings");
        Assert.That(Answers, Has.Count.EqualTo(set.IsFull ? 1678 : RecordingChoice.JobAnswers));
    }

    [Test]
    public async Task Numbers_are_read_from_texts_and_ids_from_numbers()
    {
        Problems problems = new();
        foreach ((RecordedExchange exchange, JsonElement job) in Answers)
        {
            JsonObject altered = JsonNode.Parse(job.GetRawText())!.AsObject();
            foreach (string name in Numbers.Keys)
            {
                altered[name] = BodyJson.Text(job, name);
            }

            if (altered.ContainsKey("managementserverid"))
            {
                altered["managementserverid"] = 90520745551922;
            }

            JsonObject body = new() { ["queryasyncjobresultresponse"] = altered };
            JobSnapshot snapshot = await QueryAsync(exchange.Answer.With(body.ToJsonString()));
            foreach ((string name, Func<JobSnapshot, int?> read) in Numbers)
            {
                problems.ExpectEqual(exchange, name, read(snapshot), BodyJson.Number(job, name));
            }

            problems.ExpectEqual(
                exchange, "managementserverid", snapshot.ManagementServerId, altered.ContainsKey("managementserverid") ? "90520745551922" : null);
        }

        problems.AssertNone();
    }

    [Test]
    public async Task Dates_of_a_server_in_another_time_zone_keep_its_offset()
    {
        TimeSpan india = new(5, 30, 0);
        int indian = 0;
        foreach ((RecordedExchange exchange, JsonElement job) in Answers.Where(answer => BodyJson.Text(answer.Job, "created")!.EndsWith("+0530", StringComparison.Ordinal)))
        {
            JobSnapshot snapshot = await QueryAsync(exchange.Answer);
            Assert.That(snapshot.CreatedAt!.Value.Offset, Is.EqualTo(india), exchange.ToString);
            indian++;
        }

        Assert.That(indian, Is.GreaterThan(0));
    }

    private static async Task<JobSnapshot> QueryAsync(RecordedAnswer answer)
    {
        await using Replay replay = Replay.Of(answer);
        return await replay.RunAsync(client => client.Jobs.QueryAsync("6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44"));
    }

    private static void Expect(RecordedExchange exchange, JobSnapshot snapshot, JsonElement job, Problems problems)
    {
        foreach ((string name, Func<JobSnapshot, string?> read) in Texts)
        {
            problems.ExpectEqual(exchange, name, read(snapshot), BodyJson.Text(job, name));
        }

        foreach ((string name, Func<JobSnapshot, int?> read) in Numbers)
        {
            problems.ExpectEqual(exchange, name, read(snapshot), BodyJson.Number(job, name));
        }

        foreach ((string name, Func<JobSnapshot, DateTimeOffset?> read) in Dates)
        {
            DateTimeOffset? expected = BodyJson.Text(job, name) is { } text ? BodyJson.Date(text) : null;
            problems.ExpectEqual(exchange, name, read(snapshot), expected);
            problems.ExpectEqual(exchange, $"the offset of {name}", read(snapshot)?.Offset, expected?.Offset);
        }

        int status = BodyJson.Number(job, "jobstatus")!.Value;
        problems.ExpectEqual(exchange, "Status", snapshot.Status, (JobStatus)status);
        problems.ExpectEqual(exchange, "IsFinished", snapshot.IsFinished, status != 0);
        ExpectResult(exchange, snapshot, job, problems);
    }

    private static void ExpectResult(RecordedExchange exchange, JobSnapshot snapshot, JsonElement job, Problems problems)
    {
        bool hasResult = job.TryGetProperty("jobresult", out JsonElement result);
        problems.ExpectEqual(exchange, "that there is a result", !snapshot.RawResult.IsEmpty, hasResult);
        if (hasResult && !snapshot.RawResult.IsEmpty)
        {
            JsonElement kept = BodyJson.Parse(System.Text.Encoding.UTF8.GetString(snapshot.RawResult.Span));
            problems.ExpectEqual(exchange, "that the result is kept as it is", JsonElement.DeepEquals(kept, result), true);
        }

        problems.ExpectEqual(exchange, "that there is an error", snapshot.Error is not null, snapshot.RawStatus == 2);
        if (snapshot is { RawStatus: 2, Error: { } error } && hasResult)
        {
            problems.ExpectEqual(exchange, "the error's code", error.ErrorCode, BodyJson.Number(result, "errorcode"));
            problems.ExpectEqual(exchange, "the error's text", error.Text, BodyJson.Text(result, "errortext")?.Trim());
        }
        else if (snapshot is { RawStatus: 2, Error: { } bare })
        {
            problems.ExpectEqual(exchange, "the error's code", bare.ErrorCode, BodyJson.Number(job, "jobresultcode"));
        }
    }
}
