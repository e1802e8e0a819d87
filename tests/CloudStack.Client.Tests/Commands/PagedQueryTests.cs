using System.Globalization;
using CloudStack.Client.Generation;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

public class PagedQueryTests
{
    [Test]
    public async Task Every_item_comes_beyond_the_servers_page_size()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1234));

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.Multiple(() =>
        {
            Assert.That(zones.Select(zone => zone.Id), Is.EqualTo(Enumerable.Range(0, 1234).Select(i => i.ToString(CultureInfo.InvariantCulture))));
            Assert.That(cloud.Handler.Requests.Select(request => (request["page"], request["pagesize"])), Is.EqualTo(new[] { ("1", "500"), ("2", "500"), ("3", "500") }));
        });
    }

    [TestCase("{\"a\":{}}")]
    [TestCase("{\"a\":{\"count\":7}}")]
    [TestCase("{\"a\":{\"count\":0,\"zone\":[]}}")]
    public async Task Empty_forms_are_empty(string body)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(body));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Is.Empty);
        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.Zero);
        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().SingleOrDefaultAsync()), Is.Null);
        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().GetPageAsync(9, 500))).Items, Is.Empty);
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(4));
        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().FirstOrDefaultAsync()), Is.Null);
    }

    [Test]
    public async Task A_list_that_fills_its_last_page_ends_at_the_empty_page_after_it([Values(null, -1)] int? claimed)
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1000, claimed));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(1000));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Another_list_that_comes_with_every_page_hides_no_item()
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json($$$"""{"a":{"other":[{"id":"x"}],"chosen":[{"id":"{{{request["page"]}}}-1"},{"id":"{{{request["page"]}}}-2"}],"count":4}}"""),
            options => options.PageSize = 2);

        List<Thing> things = await cloud.RunAsync(client => client.CreateApi<IThingApi>().ListThings().Take(4).ToListAsync().AsTask());

        Assert.That(things.Select(thing => thing.Id), Is.EqualTo(new[] { "1-1", "1-2", "2-1", "2-2" }));
    }

    /// <summary>The server counts what the caller isn't allowed to see, and leaves it out of the page.</summary>
    [Test]
    public async Task A_page_that_is_not_full_is_not_the_end_while_the_server_counts_more()
    {
        await using StubCloud cloud = new(request => StubHandler.Json(request["page"] switch
        {
            "1" => """{"a":{"count":5,"zone":[{"id":"1"}]}}""",
            "2" => """{"a":{"count":5,"zone":[{"id":"2"},{"id":"3"}]}}""",
            "3" => """{"a":{"count":5,"zone":[{"id":"4"}]}}""",
            _ => """{"a":{"count":5}}""",
        }), options => options.PageSize = 2);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Id), Is.EqualTo(new[] { "1", "2", "3", "4" }));
        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(4), "what the caller may see");
    }

    [Test]
    public async Task The_first_item_is_found_where_the_caller_may_not_see_the_very_first()
    {
        await using StubCloud cloud = new(request => StubHandler.Json(request["pagesize"] == "1"
            ? """{"a":{"count":2}}"""
            : """{"a":{"count":2,"zone":[{"id":"2"}]}}"""));

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().FirstOrDefaultAsync()))!.Id, Is.EqualTo("2"));
    }

    [Test]
    public async Task A_count_that_is_too_small_cuts_nothing_and_one_that_is_too_large_ends_at_an_empty_page([Values(1, 5000)] int claimed)
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1000, claimed));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(1000));
    }

    [Test]
    public async Task A_smaller_maximum_of_the_server_is_taken_over()
    {
        await using StubCloud cloud = new(request => Size(request) > 40
            ? StubHandler.Error(431, "Page size can't exceed max allowed page size value: 40")
            : Rows(request, total: 100));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(100));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(4));
    }

    [TestCase(40)]
    [TestCase(100)]
    [TestCase(150)]
    public async Task A_maximum_that_shrinks_between_two_pages_costs_no_item_and_repeats_none(int maximum)
    {
        int calls = 0;
        await using StubCloud cloud = new(
            request => ++calls > 2 && Size(request) > maximum
                ? StubHandler.Error(431, $"Page size can't exceed max allowed page size value: {maximum}")
                : Rows(request, total: 1000),
            options => options.PageSize = 200);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Id), Is.EqualTo(Enumerable.Range(0, 1000).Select(i => i.ToString(CultureInfo.InvariantCulture))));
    }

    [TestCase("Page size can't exceed max allowed page size value: 500")]
    [TestCase("Page size can't exceed max allowed page size value: 0")]
    [TestCase("Page size can't exceed max allowed page size value: many")]
    [TestCase("Invalid parameter zoneid")]
    public async Task A_refusal_that_names_no_smaller_maximum_is_an_error(string text)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(431, text));

        await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    /// <summary>Some commands accept the paging parameters and ignore them.</summary>
    [Test]
    public async Task A_command_that_gives_everything_on_every_page_ends_without_repeating(
        [Values(3, 500, 501, 1200)] int total, [Values(null, -1, 5_000)] int? claimed)
    {
        await using StubCloud cloud = new(_ => Rows(page: 1, size: total, total, claimed));

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones, Has.Count.EqualTo(total));
        Assert.That(cloud.Handler.Requests, Has.Count.LessThanOrEqualTo(3));
    }

    /// <summary>A zone that is added at the front moves the last one of page 1 to page 2; one that is removed hides one.</summary>
    [TestCase(1, new[] { 0, 1, 2, 3, 4, 5 })]
    [TestCase(-1, new[] { 0, 1, 3, 4, 5 })]
    public async Task Rows_that_shift_backwards_come_once_and_those_that_shift_forwards_are_missed(int added, int[] expected)
    {
        int calls = 0;
        await using StubCloud cloud = new(
            request =>
            {
                int first = ++calls == 1 ? 0 : -added;
                int[] rows = [.. Enumerable.Range(first, 6 - first).Skip((int.Parse(request["page"]!, CultureInfo.InvariantCulture) - 1) * 2).Take(2)];
                string items = string.Join(',', rows.Select(i => $$"""{"id":"{{i}}"}"""));
                return StubHandler.Json(rows.Length == 0 ? "{\"a\":{}}" : $$$"""{"a":{"count":{{{6 - first}}},"zone":[{{{items}}}]}}""");
            },
            options => options.PageSize = 2);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Id), Is.EqualTo(expected.Select(i => i.ToString(CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task Counting_is_not_misled_by_rows_that_come_twice_or_by_a_wrong_count([Values(1, 499)] int claimed)
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1200, claimed));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(1200));
    }

    [Test]
    public async Task A_count_beyond_a_page_that_is_not_full_is_not_believed()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 20, claimed: 5000));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(20));
    }

    [Test]
    public async Task A_row_of_the_page_before_is_left_out_but_equal_ids_with_other_content_stay()
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json(request["page"] switch
            {
                "1" => """{"a":{"count":5,"zone":[{"id":"1","name":"x"},{"id":"1","name":"y"}]}}""",
                "2" => """{"a":{"count":5,"zone":[{"id":"1","name":"y"},{"id":"1","name":"z"}]}}""",
                _ => """{"a":{"count":5,"zone":[{"id":"2","name":"w"}]}}""",
            }),
            options => options.PageSize = 2);

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "x", "y", "z", "w" }));
    }

    [Test]
    public async Task A_page_is_one_call_with_items_and_the_servers_count()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 25));

        Page<Zone> page = await cloud.RunAsync(client => client.Zones.ListZones().GetPageAsync(3, 10));

        Assert.That((page.Items.Count, page.TotalCount), Is.EqualTo((5, 25)));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Counting_takes_one_call_where_the_server_counts_all()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 5321));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(5321));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Counting_counts_pages_where_the_server_counts_only_the_page()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1200, claimed: -1));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().CountAsync()), Is.EqualTo(1200));
    }

    [Test]
    public async Task Single_refuses_several_and_first_asks_for_one()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 3));

        await Assert.ThrowsAsync<InvalidOperationException>(() => cloud.RunAsync(client => client.Zones.ListZones().SingleOrDefaultAsync()));
        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().FirstOrDefaultAsync()))!.Id, Is.EqualTo("0"));
        Assert.That(cloud.Handler.Requests[^1]["pagesize"], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_query_over_given_items_behaves_like_one_of_a_server()
    {
        PagedQuery<int> query = PagedQuery<int>.FromItems(Enumerable.Range(0, 1200));

        Assert.That(await query.ToListAsync(), Has.Count.EqualTo(1200));
        Assert.That(await query.CountAsync(), Is.EqualTo(1200));
        Assert.That((await query.GetPageAsync(3, 500)).Items, Has.Count.EqualTo(200));
    }

    [Test]
    public async Task A_query_is_cold_and_can_be_enumerated_again()
    {
        await using StubCloud cloud = new(request => Rows(request, total: 1));
        PagedQuery<Zone> query = cloud.Client.Zones.ListZones();
        Assert.That(cloud.Handler.Requests, Is.Empty);

        await cloud.RunAsync(_ => query.ToListAsync());
        await cloud.RunAsync(_ => query.ToListAsync());

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(2));
    }

    private static int Size(StubRequest request) => int.Parse(request["pagesize"]!, CultureInfo.InvariantCulture);

    /// <summary>The page that a request asks for, of a list with the given number of zones.</summary>
    internal static HttpResponseMessage Rows(StubRequest request, int total, int? claimed = null) =>
        Rows(int.Parse(request["page"]!, CultureInfo.InvariantCulture), Size(request), total, claimed);

    /// <param name="page">The page, from 1.</param>
    /// <param name="size">Its size.</param>
    /// <param name="total">The number of rows.</param>
    /// <param name="claimed">The count that the server claims; -1 for the number of rows on the page, null for the real count.</param>
    private static HttpResponseMessage Rows(int page, int size, int total, int? claimed)
    {
        int[] rows = [.. Enumerable.Range(0, total).Skip((page - 1) * size).Take(size)];
        int count = claimed == -1 ? rows.Length : claimed ?? total;
        string items = string.Join(',', rows.Select(i => $$"""{"id":"{{i}}"}"""));
        return StubHandler.Json(rows.Length == 0 ? $$$"""{"a":{"count":{{{count}}}}}""" : $$$"""{"a":{"count":{{{count}}},"zone":[{{{items}}}]}}""");
    }
}
