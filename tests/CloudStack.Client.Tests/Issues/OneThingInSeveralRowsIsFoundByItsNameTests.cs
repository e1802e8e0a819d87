using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A list may show one thing in several rows: a template once for each zone (apache/cloudstack#4140), a snapshot once for each
/// store. Finding it by name used to fail with "2 are called …" and the same id twice. Now ids are counted.
/// </summary>
public class OneThingInSeveralRowsIsFoundByItsNameTests
{
    [Test]
    public async Task A_template_that_lies_in_several_zones_is_one_template([Values(1, 2, 5)] int zones)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(
            $$$"""{"listtemplatesresponse":{"count":{{{zones + 1}}},"template":[{"id":"t0","name":"debian 11","zoneid":"z1"},{{{string.Join(',', Enumerable.Range(1, zones).Select(i => $$"""{"id":"t1","name":"debian 12","zoneid":"z{{i}}"}"""))}}}]}}"""));

        Template template = await cloud.RunAsync(client => client.Templates.ListTemplates(new() { TemplateFilter = "all" }).GetByNameAsync("debian 12"));

        Assert.That((template.Id, template.ZoneId), Is.EqualTo(("t1", "z1")));
    }

    [Test]
    public async Task A_snapshot_that_lies_on_several_stores_is_one_snapshot()
    {
        PagedQuery<Snapshot> query = PagedQuery<Snapshot>.FromItems([
            new Snapshot { Id = "s1", Name = "nightly", LocationType = "PRIMARY" },
            new Snapshot { Id = "s1", Name = "nightly", LocationType = "SECONDARY" },
        ]);

        Assert.That((await query.GetByNameAsync("nightly")).LocationType, Is.EqualTo("PRIMARY"));
    }

    [Test]
    public async Task Different_things_of_one_name_are_refused_and_each_is_named_once()
    {
        PagedQuery<Template> query = Templates(("t1", "x"), ("t2", "x"), ("t1", "x"), ("t2", "x"), ("t3", "y"));

        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("x")))!;

        Assert.That(e.Message, Is.EqualTo("2 items of type Template are named 'x': 'x' (t1), 'x' (t2). Narrow the query, or get the item by its id."));
    }

    [Test]
    public async Task What_a_query_has_instead_is_named_once()
    {
        PagedQuery<Template> query = Templates(("t1", "X"), ("t1", "X"), ("t2", "y"), ("t2", "y"));

        ResourceLookupException e = (await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("x")))!;

        Assert.That(e.Message, Is.EqualTo("No Template is named 'x'. The query returned: 'X' (t1), 'y' (t2)."));
    }

    /// <summary>It got the name while the pages were being read.</summary>
    [Test]
    public async Task A_thing_that_was_seen_under_another_name_before_is_found()
    {
        PagedQuery<Template> query = Templates(("t1", "old"), ("t1", "new"));

        Assert.That((await query.GetByNameAsync("new")).Id, Is.EqualTo("t1"));
    }

    [Test]
    public async Task Things_without_an_id_are_never_the_same()
    {
        PagedQuery<Template> query = Templates(("", "x"), ("", "x"));

        await Assert.ThrowsAsync<ResourceLookupException>(() => query.GetByNameAsync("x"));
    }

    private static PagedQuery<Template> Templates(params (string Id, string Name)[] templates) =>
        PagedQuery<Template>.FromItems(templates.Select(template => new Template { Id = template.Id, Name = template.Name }));
}
