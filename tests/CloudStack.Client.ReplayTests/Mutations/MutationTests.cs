using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Mutations;

/// <summary>
/// Corrupted responses of a real server through the typed methods: in every case, the call ends with a value or with an exception
/// of the client. The environment variable CLOUDSTACK_MUTATIONS sets how many, CLOUDSTACK_MUTATION_SEED which.
/// </summary>
public sealed class MutationTests
{
    private const int DefaultCount = 20_000;
    private const int LongestAnswer = 16 * 1024;
    private const int CallsOfClient = 100;

    private static readonly int Count = Number("CLOUDSTACK_MUTATIONS", DefaultCount);
    private static readonly int Seed = Number("CLOUDSTACK_MUTATION_SEED", 20_261_122);

    [Test]
    public async Task A_damaged_answer_ends_in_a_value_or_in_an_exception_of_the_client()
    {
        List<MutatedCall> calls = Calls();
        ConcurrentDictionary<string, int> outcomes = new();
        ConcurrentQueue<string> foreign = [];
        int next = 0;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            for (int first; (first = Interlocked.Add(ref next, CallsOfClient) - CallsOfClient) < Count;)
            {
                // A client applies what it learns from one response to the next.
                await using TypedCloud cloud = new();
                for (int number = first; number < Math.Min(first + CallsOfClient, Count); number++)
                {
                    string outcome = await RunAsync(cloud, calls, number, foreign);
                    outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
                }
            }
        })));

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} answers of {calls.Count} calls in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, seed {Seed}: {string.Join(", ", outcomes.OrderByDescending(pair => pair.Value))}"));
        Assert.That(foreign, Is.Empty, () => string.Join('\n', foreign.Take(20)));
        Assert.That(outcomes.Keys, Is.SupersetOf(new[] { "a value", nameof(ResponseFormatException), nameof(CloudStackApiException), nameof(AmbiguousSubmissionException) }));
    }

    [Test]
    public async Task An_answer_without_damage_is_read()
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        foreach (MutatedCall call in Calls().Where(call => call.IsGood))
        {
            try
            {
                await call.RunAsync(cloud, body => body, damagesPoll: false);
            }
            catch (CloudStackException e)
            {
                problems.Add(call, e.Message);
            }
        }

        problems.AssertNone();
    }

    [Test]
    public void A_damaged_event_is_a_hint_or_none()
    {
        byte[][] bodies =
        [
            .. RecordingSets.Choice.BusMessages.Select(message => Encoding.UTF8.GetBytes(message.Body)),
            .. RecordingSets.Choice.Webhooks.Select(delivery => Encoding.UTF8.GetBytes(delivery.Body)),
        ];
        for (int number = 0; number < Count; number++)
        {
            Random random = new(HashOf(number));
            byte[] body = new Mutator(random).Mutate(bodies[random.Next(bodies.Length)]);

            JobHint[] hints = [];
            Assert.That(() => hints = [JobHint.FromBusMessage(body), JobHint.FromWebhook(body)], Throws.Nothing, $"number {number}");
            Assert.That(hints, Has.Length.EqualTo(2));
        }
    }

    private static async Task<string> RunAsync(TypedCloud cloud, List<MutatedCall> calls, int number, ConcurrentQueue<string> foreign)
    {
        Random random = new(HashOf(number));
        MutatedCall call = calls[random.Next(calls.Count)];
        Mutator mutator = new(random);
        byte[]? damaged = null;
        try
        {
            await call.RunAsync(cloud, body => damaged ??= mutator.Mutate(body), damagesPoll: random.Next(2) == 0);
            return "a value";
        }
        catch (CloudStackException e)
        {
            return e.GetType().Name;
        }
        catch (Exception e)
        {
            foreign.Enqueue($"number {number}, {call}: {e.GetType()}: {e.Message} at {e.StackTrace?.Split('\n')[0].Trim()}; body {Encoding.Latin1.GetString(damaged ?? [])}");
            return e.GetType().Name;
        }
    }

    /// <summary>A call for each recorded API response that is short enough, good or not.</summary>
    private static List<MutatedCall> Calls()
    {
        RecordingSet set = RecordingSets.Choice;
        IEnumerable<MutatedCall?> synchronous = set.Exchanges.Concat(set.Experiments)
            .Where(exchange => exchange.Reply is { } reply && reply.Body.AsSpan().StartsWith("{"u8))
            .Select(exchange => ApiFacts.Instance.Find(exchange.Command) is { Async: false } command ? new MutatedCall(TypedMethod.Of(command).First(), exchange, poll: null) : null);
        IEnumerable<MutatedCall?> jobs = set.Jobs.Where(job => !job.IsXml)
            .Select(job => new MutatedCall(TypedMethod.Of(ApiFacts.Instance.Find(job.Command)!).First(), job.Submit, job.Polls[^1].Answer));
        return [.. synchronous.Concat(jobs).OfType<MutatedCall>().Where(call => call.Size <= LongestAnswer)];
    }

    private static int HashOf(int number) => unchecked((Seed * 16_777_619) ^ (number * 374_761_393));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
