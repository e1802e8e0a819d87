using System.Globalization;
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
    public async Task Empty_forms_are_empty(string body)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(body));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Is.Empty);
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
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
        await using StubCloud cloud = new(request => int.Parse(request["pagesize"]!, CultureInfo.InvariantCulture) > 40
            ? StubHandler.Error(431, "Page size can't exceed max allowed page size value: 40")
            : Rows(request, total: 100));

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()), Has.Count.EqualTo(100));
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(4));
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

    private static HttpResponseMessage Rows(StubRequest request, int total, int? claimed = null)
    {
        int page = int.Parse(request["page"]!, CultureInfo.InvariantCulture);
        int size = int.Parse(request["pagesize"]!, CultureInfo.InvariantCulture);
        int[] rows = [.. Enumerable.Range(0, total).Skip((page - 1) * size).Take(size)];
        int count = claimed == -1 ? rows.Length : claimed ?? total;
        string items = string.Join(',', rows.Select(i => $$"""{"id":"{{i}}"}"""));
        return StubHandler.Json(rows.Length == 0 ? $$$"""{"a":{"count":{{{count}}}}}""" : $$$"""{"a":{"count":{{{count}}},"zone":[{{{items}}}]}}""");
    }
}
