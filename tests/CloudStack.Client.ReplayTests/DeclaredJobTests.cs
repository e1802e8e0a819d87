using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded job of the declared commands through the typed API: request, submit, polls, typed result.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class DeclaredJobTests(RecordingSet set)
{
    private List<RecordedJob> Jobs => [.. set.Jobs.Where(job => DeclaredJobs.Commands.Contains(job.Command))];

    [Test]
    public void All_of_them_are_in_the_set()
    {
        Dictionary<string, int> counts = Jobs.GroupBy(job => job.Command).ToDictionary(group => group.Key, group => group.Count());

        Assert.That(counts, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["deployVirtualMachine"] = 21,
            ["startVirtualMachine"] = 6,
            ["stopVirtualMachine"] = 7,
            ["rebootVirtualMachine"] = 4,
            ["destroyVirtualMachine"] = 21,
        }));
    }

    [Test]
    public async Task Every_one_ends_as_recorded_and_gives_the_virtual_machine_of_the_JSON()
    {
        Problems problems = new();
        int machines = 0;
        foreach (RecordedJob job in Jobs.Where(job => !job.IsXml))
        {
            await using Replay replay = JobReplay.Of(job);
            (JobHandle<VirtualMachine> handle, JobResult<VirtualMachine> result) = await replay.RunAsync(async client =>
            {
                JobHandle<VirtualMachine> handle = await DeclaredJobs.SubmitAsync(client.VirtualMachines, job);
                return (handle, await handle.WaitForCompletionAsync());
            });
            JobOracle oracle = new(job);
            oracle.Expect(handle, result, problems);
            problems.ExpectEqual(job, "the number of requests", replay.Requests.Count, 1 + job.Polls.Count);
            ExpectSent(job, replay.Requests[0], problems);
            if (oracle.Value is { Key: "virtualmachine", Value: { } json })
            {
                machines++;
                ExpectMachine(job, result.Value, json, problems);
            }
            else
            {
                problems.ExpectEqual(job, "Value", result.Value, null);
            }
        }

        problems.AssertNone();
        Assert.That(machines, Is.EqualTo(44));
    }

    [Test]
    public async Task The_one_that_was_submitted_as_XML_is_a_format_error()
    {
        RecordedJob job = Jobs.Single(job => job.IsXml);
        await using Replay replay = JobReplay.Of(job);

        await Assert.ThrowsAsync<ResponseFormatException>(() => replay.RunAsync(client => DeclaredJobs.SubmitAsync(client.VirtualMachines, job)));
    }

    [Test]
    public async Task Waiting_for_the_result_of_a_failed_one_throws_with_the_server_s_code_and_text()
    {
        Problems problems = new();
        int failed = 0;
        foreach (RecordedJob job in Jobs.Where(job => !job.IsXml && job.Status == 2))
        {
            failed++;
            await using Replay replay = JobReplay.Of(job);
            JobFailedException error = (await Assert.ThrowsAsync<JobFailedException>(
                () => replay.RunAsync(client => DeclaredJobs.SubmitAsync(client.VirtualMachines, job).WaitForResultAsync())))!;
            JsonElement result = BodyJson.Content(job.Polls[^1].Answer)!.Value.GetProperty("jobresult");
            problems.ExpectEqual(job, "the code", error.Error.ErrorCode, BodyJson.Number(result, "errorcode"));
            problems.ExpectEqual(job, "the text", error.Error.Text, SentSecrets.Mask(job.Submit, BodyJson.Text(result, "errortext")!.Trim()));
            problems.ExpectEqual(job, "the number of requests", replay.Requests.Count, 1 + job.Polls.Count);
        }

        problems.AssertNone();
        Assert.That(failed, Is.EqualTo(14));
    }

    private static void ExpectMachine(RecordedJob job, VirtualMachine? machine, JsonElement json, Problems problems)
    {
        if (machine is null)
        {
            problems.Add(job, "there is no virtual machine");
            return;
        }

        problems.ExpectEqual(job, "the machine's id", machine.Id, BodyJson.Text(json, "id"));
        problems.ExpectEqual(job, "the machine's name", machine.Name, BodyJson.Text(json, "name"));
        problems.ExpectEqual(job, "the machine's state", machine.State, BodyJson.Text(json, "state"));
        ModelOracle.Expect(job, machine, json, problems);
    }

    /// <summary>The typed request puts the recorded parameters on the wire, and an id for the job.</summary>
    private static void ExpectSent(RecordedJob job, SentRequest request, Problems problems)
    {
        foreach ((string name, string value) in JobReplay.Parameters(job))
        {
            problems.ExpectEqual(job, name, request[name], value);
        }

        problems.ExpectEqual(job, "that the job's id is a UUID", Guid.TryParseExact(request["customjobid"], "D", out _), true);
    }
}
