using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded job through the typed method of its command: request, submit, polls, typed result.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class TypedJobTests(RecordingSet set)
{
    [Test]
    public async Task Every_job_ends_as_recorded_and_gives_what_the_JSON_says()
    {
        Problems problems = new();
        SortedDictionary<string, int> counts = [];
        List<string> saidFailure = [];
        foreach (RecordedJob job in set.Jobs.Where(job => !job.IsXml))
        {
            TypedMethod method = Method(job);
            RecordedRequest request = new(method, job.Submit.Parameters);
            await using Replay replay = JobReplay.Of(job);
            TypedOutcome outcome = await replay.RunAsync(client => method.RunAsync(client, request.Request));

            JobOracle oracle = new(job);
            oracle.Expect(outcome.Handle!, outcome.Result!, problems);
            request.ExpectSent(job, replay.Requests[0], problems);
            problems.ExpectEqual(job, "the number of requests", replay.Requests.Count, 1 + job.Polls.Count);
            string kind = ExpectValue(job, method, oracle, outcome, problems);
            string ending = $"{outcome.Result!.Outcome} with status {outcome.Result.RawStatus}: {kind}";
            counts[ending] = counts.GetValueOrDefault(ending) + 1;
            if (outcome.Result is { Outcome: JobOutcome.Failed, RawStatus: 1 })
            {
                saidFailure.Add(job.Command);
            }
        }

        problems.AssertNone();
        await TestContext.Out.WriteLineAsync(string.Join(", ", counts));
        Assert.That(saidFailure, Is.EquivalentTo((string[])["disableHAForZone", "disableHAForCluster"]));
        Assert.That(counts, Is.EqualTo(set.IsFull ? Full : RecordingChoice.TypedJobs));
    }

    [Test]
    public async Task The_one_that_was_submitted_as_XML_is_a_format_error()
    {
        RecordedJob job = set.Jobs.Single(job => job.IsXml);
        TypedMethod method = Method(job);
        await using Replay replay = JobReplay.Of(job);

        await Assert.ThrowsAsync<ResponseFormatException>(
            () => replay.RunAsync(client => method.RunAsync(client, new RecordedRequest(method, job.Submit.Parameters).Request)));
    }

    private static readonly SortedDictionary<string, int> Full = new()
    {
        ["Failed with status 1: none"] = 2,
        ["Failed with status 2: none"] = 81,
        ["Succeeded with status 1: list"] = 2,
        ["Succeeded with status 1: none"] = 3,
        ["Succeeded with status 1: object"] = 221,
        ["Succeeded with status 1: success"] = 103,
    };

    private static TypedMethod Method(RecordedJob job) => TypedMethod.Of(ApiFacts.Instance.Find(job.Command)!).First();

    /// <returns>The kind of the value.</returns>
    private static string ExpectValue(RecordedJob job, TypedMethod method, JobOracle oracle, TypedOutcome outcome, Problems problems)
    {
        if (outcome.Result!.Outcome == JobOutcome.Failed)
        {
            problems.ExpectEqual(job, "the value", outcome.Value, null);
            JobFailedException error = Assert.Throws<JobFailedException>(outcome.Result.EnsureSuccess)!;
            problems.ExpectEqual(job, "the exception's error", error.Error, outcome.Result.Error);
            return "none";
        }

        (_, JsonElement? value) = oracle.Value;
        if (outcome.Items is { } items)
        {
            List<JsonElement> expected = [.. value!.Value.GetProperty("responses").EnumerateArray()];
            problems.ExpectEqual(job, "the number of items", items.Count, expected.Count);
            for (int i = 0; i < Math.Min(items.Count, expected.Count); i++)
            {
                ModelOracle.Expect(job, items[i], expected[i], problems);
            }

            return "list";
        }

        if (value is not { } json)
        {
            problems.ExpectEqual(job, "the value", outcome.Value, null);
            return "none";
        }

        if (outcome.Value is null)
        {
            problems.Add(job, $"there is no {method.Model?.Name}");
            return "none";
        }

        ModelOracle.Expect(job, outcome.Value, json, problems);
        return outcome.Value is SuccessResult ? "success" : "object";
    }
}
