using System.Globalization;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

public class NamedResourceTests
{
    [Test]
    public async Task The_only_one_of_the_name_is_found_among_others()
    {
        PagedQuery<Zone> query = Zones(("1", "eu-10"), ("2", "eu-1"), ("3", ""));

        Assert.That((await query.GetByNameAsync("eu-1")).Id, Is.EqualTo("2"));
    }

    [Test]
    public async Task Letter_case_counts()
    {
        PagedQuery<Zone> query = Zones(("1", "EU-1"), ("2", "eu-1"));

        Assert.That((await query.GetByNameAsync("EU-1")).Id, Is.EqualTo("1"));
        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("Eu-1")))!;
        Assert.That(e.Message, Is.EqualTo("No Zone is named 'Eu-1'. The query returned: 'EU-1' (1), 'eu-1' (2)."));
    }

    [Test]
    public async Task An_empty_query_is_told_as_such()
    {
        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => Zones().GetByNameAsync("eu-1")))!;

        Assert.That(e.Message, Is.EqualTo("No Zone is named 'eu-1': the query returned nothing."));
    }

    [Test]
    public async Task Several_of_the_name_are_refused_with_their_ids()
    {
        PagedQuery<Zone> query = Zones(("1", "eu-1"), ("2", "other"), ("", "eu-1"));

        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("eu-1")))!;

        Assert.That(e.Message, Is.EqualTo("2 items of type Zone are named 'eu-1': 'eu-1' (1), 'eu-1' (no id). Narrow the query, or get the item by its id."));
    }

    [Test]
    public async Task Of_many_candidates_ten_are_named_and_the_others_counted([Values] bool sameName)
    {
        PagedQuery<Zone> query = Zones([.. Enumerable.Range(1, 1234).Select(i => (i.ToString(CultureInfo.InvariantCulture), (sameName ? "x" : $"zone{i}")))]);

        Exception e = sameName
            ? (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("x")))!
            : (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("x")))!;

        Assert.That(e.Message, Does.Contain("(10) and 1224 more").And.Not.Contain("(11)"));
    }

    [Test]
    public async Task A_name_that_is_empty_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Zones().GetByNameAsync(""));

    [Test]
    public async Task The_server_is_asked_by_name_where_the_command_knows_it()
    {
        await using StubCloud cloud = new(request => Named(request, "name", "eu-1", "eu-10"));

        Zone zone = await cloud.RunAsync(client => client.Zones.ListZones().GetByNameAsync("eu-1"));

        Assert.That((zone.Id, cloud.Handler.Requests.Count, cloud.Handler.Requests[0]["name"]), Is.EqualTo(("id of eu-1", 1, "eu-1")));
    }

    [Test]
    public async Task The_server_is_asked_by_keyword_where_the_command_knows_no_name()
    {
        await using StubCloud cloud = new(request => Named(request, "keyword", "net", "network"));

        BackupOffering offering = await cloud.RunAsync(client => client.Backups.ListBackupOfferings().GetByNameAsync("net"));

        Assert.That((offering.Id, cloud.Handler.Requests.Count, cloud.Handler.Requests[0]["keyword"]), Is.EqualTo(("id of net", 1, "net")));
    }

    [Test]
    public async Task Where_the_filter_leaves_nothing_the_whole_list_is_read()
    {
        // This server's filter matches something else.
        await using StubCloud cloud = new(request => request["name"] is null ? Named(request, "name", "eu-1", "us-1") : Named(request, "name"));

        Zone zone = await cloud.RunAsync(client => client.Zones.ListZones().GetByNameAsync("eu-1"));
        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => cloud.RunAsync(client => client.Zones.ListZones().GetByNameAsync("asia"))))!;

        Assert.Multiple(() =>
        {
            Assert.That(zone.Id, Is.EqualTo("id of eu-1"));
            Assert.That((e.Name, e.IsAmbiguous, e.IsTransient), Is.EqualTo(("asia", false, false)));
            Assert.That(e.Candidates.Select(candidate => candidate.Name), Is.EqualTo(new[] { "eu-1", "us-1" }));
        });
    }

    [Test]
    public async Task A_filter_of_the_callers_own_stays()
    {
        await using StubCloud cloud = new(request => Named(request, "keyword", "eu-1"));

        await cloud.RunAsync(client => client.Zones.ListZones(new() { Keyword = "eu" }).GetByNameAsync("eu-1"));

        Assert.That((cloud.Handler.Requests.Count, cloud.Handler.Requests[0]["name"], cloud.Handler.Requests[0]["keyword"]), Is.EqualTo((1, (string?)null, "eu")));
    }

    private static HttpResponseMessage Named(StubRequest request, string filter, params string[] names)
    {
        string[] rows = [.. names.Where(name => request[filter] is not { } part || name.Contains(part, StringComparison.Ordinal)).Select(name => $$"""{"id":"id of {{name}}","name":"{{name}}"}""")];
        return StubHandler.Json(rows.Length == 0 ? """{"a":{}}""" : $$$"""{"a":{"count":{{{rows.Length}}},"thing":[{{{string.Join(',', rows)}}}]}}""");
    }

    private static PagedQuery<Zone> Zones(params (string Id, string Name)[] zones) =>
        PagedQuery<Zone>.FromItems(zones.Select(zone => new Zone { Id = zone.Id, Name = zone.Name }));
}
