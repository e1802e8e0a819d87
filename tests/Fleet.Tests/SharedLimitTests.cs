using System.Globalization;
using Fleet.Fleets;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>Three silos that share the account's request limit.</summary>
internal sealed class SharedLimitTests
{
    // Signed calls count twice, so 30 per second get through.
    private const int Limit = 60;

    [Test]
    [CancelAfter(180_000)]
    public async Task Each_silo_gets_its_share_of_the_request_limit(CancellationToken cancellationToken)
    {
        await using TestFleet test = await TestFleet.StartAsync(machines: 90, silos: 3, cancellationToken, limit: Limit);
        FleetProgress end = await test.RunAsync(cancellationToken);
        Dictionary<string, long> sent = await test.Fleet.GetSentAsync();
        await test.AssertEachMachineOnceAsync(end);
        int refused = test.Cloud.Engine.Requests.Count(request => request.Status == 429);
        double mean = sent.Values.Average();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sent: {string.Join(", ", sent.OrderBy(silo => silo.Key).Select(silo => $"{silo.Key} {silo.Value}"))}; {refused} of {test.Requests} refused (429)"));
        Assert.Multiple(() =>
        {
            Assert.That(sent, Has.Count.EqualTo(3));
            Assert.That(sent.Values, Is.All.GreaterThan(mean * 0.4), "no silo starves");
            Assert.That(refused, Is.LessThan(test.Requests / 10.0), "the server refuses only a few");
        });
    }
}
