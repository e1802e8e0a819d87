using Fleet.RateLimits;

namespace Fleet.Tests;

/// <summary>How a limit is divided among silos.</summary>
internal sealed class FairSharesTests
{
    [TestCase(30, "a=50 b=50 c=50", "a=10 b=10 c=10", TestName = "Equal demands get equal shares")]
    [TestCase(30, "a=4 b=50 c=50", "a=4 b=13 c=13", TestName = "A small demand is met and the others share the rest")]
    [TestCase(30, "a=1 b=12 c=90", "a=1 b=12 c=17", TestName = "Each demand below an equal share is met")]
    [TestCase(30, "a=1 b=2 c=3", "a=9 b=10 c=11", TestName = "What nobody wants is divided equally")]
    [TestCase(30, "a=0 b=0", "a=15 b=15", TestName = "Without demands the shares are equal")]
    [TestCase(30, "a=7", "a=30", TestName = "One alone gets all")]
    public void Divide(double total, string demands, string expected)
    {
        Dictionary<string, double> shares = FairShares.Divide(total, Parse(demands));
        Assert.That(shares.OrderBy(share => share.Key), Is.EqualTo(Parse(expected)).Within(1e-9));
        Assert.That(shares.Values.Sum(), Is.EqualTo(total).Within(1e-9));
    }

    private static Dictionary<string, double> Parse(string text) => text.Split(' ').Select(part => part.Split('='))
        .ToDictionary(part => part[0], part => double.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture));
}
