using System.Globalization;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// The server orders some lists by values that aren't unique, so that a row may be repeated on any page (apache/cloudstack#5316).
/// Only rows of the previous page used to be left out, and only if they were identical to the last byte. Each thing is returned
/// once; a repeat is a row with the same id (and the same zone, if any) as a row of another page, or an identical row.
/// </summary>
public class RowsOfUnstablePagesComeOnceTests
{
    [TestCase("a b|c d|a e", "a b c d e")]
    [TestCase("a b|c d|e f|b a|g", "a b c d e f g")]
    [TestCase("a b|a b|c d|a b|e", "a b c d e")]
    [TestCase("a b|b a|a b|b a|c", "a b c", Description = "pages with nothing new before one with something new")]
    public async Task A_row_that_comes_again_on_any_page_comes_once(string pages, string expected)
    {
        await using StubCloud cloud = Pages(pages, static id => $$"""{"id":"{{id}}","name":"n"}""");

        Assert.That(Ids(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())), Is.EqualTo(expected));
    }

    /// <summary>Between two pages, machines are measured, jobs begin and end, and states change.</summary>
    [Test]
    public async Task A_row_that_has_changed_in_the_meantime_comes_once([Values("a b|c d|a e", "a b|b c|d")] string pages)
    {
        int rows = 0;
        await using StubCloud cloud = Pages(pages, id => $$"""{"id":"{{id}}","name":"n{{rows++}}"}""");

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(Ids(zones), Is.EqualTo(string.Join(' ', zones.Select(zone => zone.Id).Distinct())));
    }

    [Test]
    public async Task A_template_comes_once_for_each_zone([Values] bool hasChanged)
    {
        int rows = 0;
        await using StubCloud cloud = Pages(
            "t1@z1 t2@z1|t1@z2 t2@z2|t1@z1 t1@z3|t2@z2",
            row => $$"""{"id":"{{row.Split('@')[0]}}","name":"n{{(hasChanged ? rows++ : 0)}}","zoneid":"{{row.Split('@')[1]}}"}""");

        List<Template> templates = await cloud.RunAsync(client => client.Templates.ListTemplates(new() { TemplateFilter = "all" }).ToListAsync());

        Assert.That(templates.Select(template => $"{template.Id}@{template.ZoneId}"), Is.EqualTo(new[] { "t1@z1", "t2@z1", "t1@z2", "t2@z2", "t1@z3" }));
    }

    /// <summary>
    /// A snapshot has one row for each store, with the same id and zone: where ids don't distinguish rows, they aren't ids of rows.
    /// </summary>
    [Test]
    public async Task Rows_that_differ_within_a_page_stay_though_they_share_id_and_zone()
    {
        await using StubCloud cloud = Pages(
            "s1@PRIMARY s1@SECONDARY|s2@PRIMARY s3@PRIMARY|s2@SECONDARY s1@PRIMARY|s3@SECONDARY",
            row => $$"""{"id":"{{row.Split('@')[0]}}","zoneid":"z","locationtype":"{{row.Split('@')[1]}}"}""");

        List<Snapshot> snapshots = await cloud.RunAsync(client => client.Snapshots.ListSnapshots().ToListAsync());

        Assert.That(
            snapshots.Select(snapshot => $"{snapshot.Id}@{snapshot.LocationType}"),
            Is.EqualTo(new[] { "s1@PRIMARY", "s1@SECONDARY", "s2@PRIMARY", "s3@PRIMARY", "s2@SECONDARY", "s3@SECONDARY" }));
    }

    [Test]
    public async Task Rows_without_an_id_come_once_while_they_are_identical()
    {
        await using StubCloud cloud = Pages("a b|c d|a e", static row => $$"""{"key":"{{row}}","value":"v"}""");

        List<ResourceTag> tags = await cloud.RunAsync(client => client.ResourceTags.ListTags().ToListAsync());

        Assert.That(string.Join(' ', tags.Select(tag => tag.Key)), Is.EqualTo("a b c d e"));
    }

    [Test]
    public async Task Ids_that_are_numbers_or_long_tell_rows_apart([Values("\"id\":{0}", "\"zoneid\":\"z\",\"id\":\"000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000{0}\"")] string form)
    {
        int rows = 0;
        await using StubCloud cloud = Pages("1 2|3 4|1 5", id => $"{{{string.Format(CultureInfo.InvariantCulture, form, id)},\"name\":\"n{rows++}\"}}");

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Counting_counts_what_a_list_brings_where_the_count_is_that_of_the_page()
    {
        await using StubCloud cloud = Pages("a b|a b|b c|d", static id => $$"""{"id":"{{id}}"}""", counted: 2);

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(4));
    }

    /// <summary>A command that ignores pages returns everything every time, in any order and with changed values.</summary>
    [Test]
    public async Task A_list_that_has_no_pages_ends([Values(null, 2, 1000)] int? counted, [Values("a b", "b a", "a b c")] string again)
    {
        int rows = 0;
        await using StubCloud cloud = Pages("a b|" + string.Join('|', Enumerable.Repeat(again, 40)), id => $$"""{"id":"{{id}}","name":"n{{rows++}}"}""", counted);

        Assert.That(Ids(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())), Is.EqualTo(again == "a b c" ? "a b c" : "a b"));
        Assert.That(cloud.Handler.Requests, Has.Count.LessThanOrEqualTo(4));
    }

    /// <summary>The client eventually gives up on a server that never ends a list and never repeats a page.</summary>
    [Test]
    public async Task Repeats_without_end_end()
    {
        await using StubCloud cloud = new(
            request =>
            {
                int page = int.Parse(request["page"]!, CultureInfo.InvariantCulture);
                return StubHandler.Json($$$"""{"a":{"zone":[{"id":"{{{page % 3}}}"},{"id":"{{{(page + 1) % 3}}}"}]}}""");
            },
            options => options.PageSize = 2);

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(3));
        Assert.That(cloud.Handler.Requests, Has.Count.LessThan(30));
    }

    [Test]
    public async Task A_long_list_keeps_little_of_each_row()
    {
        const int Total = 100_000;
        int highest = 0;
        await using StubCloud cloud = new(
            request =>
            {
                int page = int.Parse(request["page"]!, CultureInfo.InvariantCulture);
                highest = Math.Max(highest, page);
                IEnumerable<int> rows = Enumerable.Range(0, Total).Skip((page - 1) * 500).Take(500);
                return StubHandler.Json(page > Total / 500 ? "{\"a\":{}}" : $$$"""{"a":{"count":{{{Total}}},"zone":[{{{string.Join(',', rows.Select(i => $$"""{"id":"{{i}}"}"""))}}}]}}""");
            });
        int seen = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long grown = 0;

        await cloud.RunAsync(async client =>
        {
            await foreach (Zone zone in client.Zones.ListZones())
            {
                if (++seen == Total)
                {
                    grown = GC.GetTotalMemory(forceFullCollection: true) - before;
                }
            }
        });

        Assert.That(seen, Is.EqualTo(Total));
        Assert.That(grown, Is.LessThan(Total * 200L), "including the requests that the stub remembers");
    }

    private static string Ids(IEnumerable<Zone> zones) => string.Join(' ', zones.Select(zone => zone.Id));

    /// <summary>Pages of two rows each.</summary>
    /// <param name="pages">The rows of each page.</param>
    /// <param name="row">Creates the JSON of a row.</param>
    /// <param name="counted">The server's count; null for the number of all rows, including repeats.</param>
    private static StubCloud Pages(string pages, Func<string, string> row, int? counted = null)
    {
        string[][] rows = [.. pages.Split('|').Select(static page => page.Split(' '))];
        return new StubCloud(
            request =>
            {
                int page = int.Parse(request["page"]!, CultureInfo.InvariantCulture);
                return StubHandler.Json(page > rows.Length
                    ? "{\"a\":{}}"
                    : $$$"""{"a":{"count":{{{counted ?? rows.Sum(static all => all.Length)}}},"row":[{{{string.Join(',', rows[page - 1].Select(row))}}}]}}""");
            },
            options => options.PageSize = 2);
    }
}
