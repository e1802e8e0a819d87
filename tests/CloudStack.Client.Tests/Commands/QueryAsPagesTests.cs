using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

public class QueryAsPagesTests
{
    [Test]
    public async Task Pages_come_one_call_each_and_their_size_can_be_chosen()
    {
        await using StubCloud cloud = new(request => PagedQueryTests.Rows(request, total: 250));

        List<Page<Zone>> pages = await cloud.RunAsync(client => client.Zones.ListZones().AsPages(pageSize: 100).ToListAsync().AsTask());

        Assert.Multiple(() =>
        {
            Assert.That(pages.Select(page => page.Items.Count), Is.EqualTo(new[] { 100, 100, 50 }));
            Assert.That(pages[0].TotalCount, Is.EqualTo(250));
            Assert.That(cloud.Handler.Requests.Select(request => request["pagesize"]), Is.EqualTo(new[] { "100", "100", "100" }));
            Assert.That(() => cloud.Client.Zones.ListZones().AsPages(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public async Task Pages_have_the_clients_size_unless_it_is_chosen_and_an_empty_list_has_none()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{\"a\":{}}"), options => options.PageSize = 7);

        Assert.That(await cloud.RunAsync(client => client.Zones.ListZones().AsPages().ToListAsync().AsTask()), Is.Empty);
        Assert.That(cloud.Handler.Requests.Single()["pagesize"], Is.EqualTo("7"));
    }
}
