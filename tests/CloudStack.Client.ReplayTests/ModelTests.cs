using System.Globalization;
using System.Text.Json;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded answer of the declared reading commands through their typed methods.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class ModelTests(RecordingSet set)
{
    [Test]
    public async Task Virtual_machines_are_what_the_JSON_says() =>
        await ExpectListsAsync("listVirtualMachines", client => client.VirtualMachines.ListVirtualMachines());

    [Test]
    public async Task Zones_are_what_the_JSON_says() =>
        await ExpectListsAsync("listZones", client => client.Zones.ListZones());

    [Test]
    public async Task Service_offerings_are_what_the_JSON_says() =>
        await ExpectListsAsync("listServiceOfferings", client => client.ServiceOfferings.ListServiceOfferings());

    [Test]
    public async Task Templates_are_what_the_JSON_says() =>
        await ExpectListsAsync("listTemplates", client => client.Templates.ListTemplates(new ListTemplatesRequest { TemplateFilter = "all" }));

    [Test]
    public async Task Listed_jobs_are_what_the_JSON_says() =>
        await ExpectListsAsync("listAsyncJobs", client => client.AsyncJobs.ListAsyncJobs());

    [Test]
    public async Task Queried_jobs_are_what_the_JSON_says()
    {
        Problems problems = new();
        foreach ((RecordedExchange exchange, JsonElement job) in Answers(JobReplay.Query))
        {
            await using Replay replay = Replay.Of(exchange.Answer);
            AsyncJob read = await replay.RunAsync(client => client.AsyncJobs.QueryAsyncJobResultAsync(new QueryAsyncJobResultRequest { JobId = "1" }));
            ModelOracle.Expect(exchange, read, job, problems);
        }

        problems.AssertNone();
    }

    private async Task ExpectListsAsync<T>(string command, Func<CloudStackClient, PagedQuery<T>> query)
        where T : class
    {
        Problems problems = new();
        int lists = 0;
        int items = 0;
        foreach ((RecordedExchange exchange, JsonElement list) in Answers(command))
        {
            await using Replay replay = Replay.Of(exchange.Answer);
            Page<T> page = await replay.RunAsync(client => query(client).GetPageAsync(1, 500));
            List<JsonElement> expected = [.. list.EnumerateObject().Where(field => field.Name != "count").SelectMany(field => field.Value.EnumerateArray())];
            problems.ExpectEqual(exchange, "TotalCount", page.TotalCount, BodyJson.Number(list, "count"));
            problems.ExpectEqual(exchange, "the number of items", page.Items.Count, expected.Count);
            for (int i = 0; i < Math.Min(page.Items.Count, expected.Count); i++)
            {
                ModelOracle.Expect(exchange, page.Items[i], expected[i], problems);
            }

            lists++;
            items += expected.Count;
        }

        problems.AssertNone();
        Assert.That(items, Is.GreaterThan(0));
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{lists} answers, {items} items"));
    }

    private IEnumerable<(RecordedExchange Exchange, JsonElement Content)> Answers(string command) =>
        from exchange in set.Exchanges.Concat(set.Experiments)
        where exchange.Command == command && exchange.Reply is { Status: 200 }
        let content = BodyJson.Content(exchange.Answer)
        where content is not null
        select (exchange, content.Value);
}
