using System.Globalization;
using CloudStack.Client.Models;

namespace CloudStack.Client.Tests.Commands;

public class NamedResourceTests
{
    [Test]
    public async Task The_only_one_of_the_name_is_found_among_others()
    {
        PagedQuery<Zone> query = Zones(("1", "eu-10"), ("2", "eu-1"), ("3", null));

        Assert.That((await query.GetByNameAsync("eu-1")).Id, Is.EqualTo("2"));
    }

    [Test]
    public async Task Letter_case_counts()
    {
        PagedQuery<Zone> query = Zones(("1", "EU-1"), ("2", "eu-1"));

        Assert.That((await query.GetByNameAsync("EU-1")).Id, Is.EqualTo("1"));
        KeyNotFoundException e = (await Assert.ThrowsAsync<KeyNotFoundException>(() => query.GetByNameAsync("Eu-1")))!;
        Assert.That(e.Message, Is.EqualTo("No Zone is called 'Eu-1'. The query has: 'EU-1' (1), 'eu-1' (2)."));
    }

    [Test]
    public async Task An_empty_query_is_told_as_such()
    {
        KeyNotFoundException e = (await Assert.ThrowsAsync<KeyNotFoundException>(() => Zones().GetByNameAsync("eu-1")))!;

        Assert.That(e.Message, Is.EqualTo("No Zone is called 'eu-1': the query is empty."));
    }

    [Test]
    public async Task Several_of_the_name_are_refused_with_their_ids()
    {
        PagedQuery<Zone> query = Zones(("1", "eu-1"), ("2", "other"), (null, "eu-1"));

        InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(() => query.GetByNameAsync("eu-1")))!;

        Assert.That(e.Message, Is.EqualTo("2 of type Zone are called 'eu-1': 'eu-1' (1), 'eu-1' (no id). Narrow the query, or take one by its id."));
    }

    [Test]
    public async Task Of_many_candidates_ten_are_named_and_the_others_counted([Values] bool sameName)
    {
        PagedQuery<Zone> query = Zones([.. Enumerable.Range(1, 1234).Select(i => ((string?)i.ToString(CultureInfo.InvariantCulture), (string?)(sameName ? "x" : $"zone{i}")))]);

        Exception e = sameName
            ? (await Assert.ThrowsAsync<InvalidOperationException>(() => query.GetByNameAsync("x")))!
            : (await Assert.ThrowsAsync<KeyNotFoundException>(() => query.GetByNameAsync("x")))!;

        Assert.That(e.Message, Does.Contain("(10) and 1224 more").And.Not.Contain("(11)"));
    }

    [Test]
    public async Task A_name_that_is_empty_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Zones().GetByNameAsync(""));

    private static PagedQuery<Zone> Zones(params (string? Id, string? Name)[] zones) =>
        PagedQuery<Zone>.FromItems(zones.Select(zone => new Zone { Id = zone.Id, Name = zone.Name }));
}
