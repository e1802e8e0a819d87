using System.Globalization;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every recorded response through the whole client: a value, or the matching exception of the client.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class EnvelopeTests(RecordingSet set)
{
    [Test]
    public async Task Every_exchange_ends_as_its_body_says()
    {
        SortedDictionary<string, int> counts = await ReadAllAsync(set.Exchanges);

        Assert.That(counts.Values.Sum(), Is.EqualTo(set.Exchanges.Count));
        Assert.That(counts, Is.EqualTo(set.IsFull ? FullExchanges : RecordingChoice.Exchanges));
    }

    [Test]
    public async Task Every_answer_of_the_experiments_ends_as_its_body_says()
    {
        SortedDictionary<string, int> counts = await ReadAllAsync(set.Experiments.Where(experiment => experiment.Reply is not null));

        Assert.That(counts, Is.EqualTo(set.IsFull ? FullExperiments : RecordingChoice.Experiments));
    }

    private static readonly SortedDictionary<string, int> FullExchanges = new()
    {
        ["value"] = 2576,
        ["error of the API"] = 1126,
        ["200, XML"] = 121,
        ["200, empty"] = 13,
        ["other status, XML"] = 11,
        ["other status, HTML"] = 2,
        ["other status, text"] = 1,
        ["other status, empty"] = 4,
    };

    private static readonly SortedDictionary<string, int> FullExperiments = new()
    {
        ["value"] = 1058,
        ["value of repaired JSON"] = 2,
        ["error of the API"] = 115,
        ["throttled, then sent again"] = 37,
        ["transport failure (HTML)"] = 8,
        ["200, empty"] = 1,
        ["other status, XML"] = 3,
        ["other status, HTML"] = 5,
        ["other status, text"] = 1,
        ["other status, empty"] = 4,
    };

    private static async Task<SortedDictionary<string, int>> ReadAllAsync(IEnumerable<RecordedExchange> exchanges)
    {
        Problems problems = new();
        SortedDictionary<string, int> counts = [];
        foreach (RecordedExchange exchange in exchanges)
        {
            string outcome = await ReadAsync(exchange, problems);
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
        }

        foreach ((string outcome, int count) in counts)
        {
            await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcome}: {count}"));
        }

        problems.AssertNone();
        return counts;
    }

    /// <summary>Sends one exchange through the client and checks the outcome against the body.</summary>
    /// <returns>The category of the outcome.</returns>
    private static async Task<string> ReadAsync(RecordedExchange exchange, Problems problems)
    {
        bool isThrottled = exchange.Answer.Status == 429;
        // A throttled request is sent again automatically for as long as the server throttles: here, once.
        await using Replay replay = isThrottled
            ? Replay.Of([exchange.Answer, Answers.EmptyList])
            : Replay.Of(exchange.Answer);
        JsonElement? value = null;
        CloudStackException? failure = null;
        try
        {
            value = await replay.RunAsync(client => client.Commands.SendAsync(exchange.Command, exchange.Parameters));
        }
        catch (CloudStackException e)
        {
            failure = e;
        }
#pragma warning disable CA1031 // The test is that no other exception occurs.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problems.Add(exchange, $"{e.GetType().Name} instead of one of our exceptions: {e.Message}");
            return "broken";
        }

        problems.ExpectEqual(exchange, "the number of requests", replay.Requests.Count, isThrottled ? 2 : 1);
        if (isThrottled)
        {
            problems.ExpectEqual(exchange, "the pause", replay.Clock.Elapsed, AskedPause(exchange));
            problems.ExpectEqual(exchange, "the failure", failure, null);
            return "throttled, then sent again";
        }

        AnswerOracle oracle = new(exchange);
        return oracle.Judge(value, failure, problems);
    }

    private static TimeSpan AskedPause(RecordedExchange exchange)
    {
        string text = BodyJson.Text(BodyJson.Content(exchange.Answer)!.Value, "errortext")!;
        string number = text.Split('[')[1].Split(']')[0];
        return TimeSpan.FromMilliseconds(int.Parse(number, CultureInfo.InvariantCulture));
    }
}
