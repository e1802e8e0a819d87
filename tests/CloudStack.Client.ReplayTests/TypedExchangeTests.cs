using System.Globalization;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests;

/// <summary>
/// Every recorded response with status 200 through the typed method of its command: each of its fields is declared, and every value
/// on the wire is in the typed object.
/// </summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class TypedExchangeTests(RecordingSet set)
{
    [Test]
    public Task Every_good_answer_is_read_by_the_method_of_its_command() => ReadAllAsync(
        set.Exchanges,
        set.IsFull ? FullExchanges : RecordingChoice.TypedExchanges,
        set.IsFull ? 530 : RecordingChoice.TypedCommands);

    [Test]
    public Task Every_good_answer_of_the_experiments_is_read_by_the_method_of_its_command() => ReadAllAsync(
        set.Experiments,
        set.IsFull ? FullExperiments : RecordingChoice.TypedExperiments,
        set.IsFull ? 42 : RecordingChoice.TypedExperimentCommands);

    private static readonly SortedDictionary<string, int> FullExchanges = new()
    {
        ["empty"] = 13,
        ["entity"] = 163,
        ["flat"] = 1268,
        ["job"] = 413,
        ["list"] = 652,
        ["success"] = 80,
        ["XML"] = 121,
    };

    private static readonly SortedDictionary<string, int> FullExperiments = new()
    {
        ["empty"] = 1,
        ["entity"] = 41,
        ["flat"] = 420,
        ["job"] = 194,
        ["list"] = 393,
        ["success"] = 12,
    };

    private static async Task ReadAllAsync(IEnumerable<RecordedExchange> exchanges, SortedDictionary<string, int> expected, int expectedCommands)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        SortedDictionary<string, int> counts = [];
        HashSet<string> commands = [];
        int typedParameters = 0;
        foreach (RecordedExchange exchange in exchanges.Where(exchange => exchange.Reply is { Status: 200 }))
        {
            if (ApiFacts.Instance.Find(exchange.Command) is not { } command)
            {
                problems.Add(exchange, "the command doesn't exist");
                continue;
            }

            TypedMethod method = TypedMethod.Of(command).First();
            RecordedRequest request = new(method, exchange.Parameters);
            typedParameters += request.TypedParameters;
            string shape = await ReadAsync(cloud, exchange, method, request, problems);
            counts[shape] = counts.GetValueOrDefault(shape) + 1;
            if (shape is not ("XML" or "empty"))
            {
                commands.Add(command.Name);
            }
        }

        problems.AssertNone();
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{commands.Count} commands, {typedParameters} typed parameters: {string.Join(", ", counts)}"));
        Assert.That(counts, Is.EqualTo(expected));
        Assert.That(commands, Has.Count.EqualTo(expectedCommands));
    }

    /// <returns>The category of the response.</returns>
    private static async Task<string> ReadAsync(TypedCloud cloud, RecordedExchange exchange, TypedMethod method, RecordedRequest request, Problems problems)
    {
        JsonElement? content = BodyJson.Content(exchange.Answer);
        TypedOutcome? outcome = null;
        CloudStackException? failure = null;
        try
        {
            outcome = await cloud.RunAsync(method, request.Request, _ => exchange.Answer, Page(exchange), waits: false);
        }
        catch (CloudStackException e)
        {
            failure = e;
        }

        request.ExpectSent(exchange, cloud.Requests[0], problems);
        if (content is not { } json)
        {
            // The outcome of a change without a valid response is unknown; the reason is the inner exception.
            Exception? reason = failure is AmbiguousSubmissionException ? failure.InnerException : failure;
            problems.ExpectEqual(exchange, "the failure", reason?.GetType(), typeof(ResponseFormatException));
            return exchange.Answer.Body.Length == 0 ? "empty" : "XML";
        }

        if (failure is not null || outcome is null)
        {
            problems.Add(exchange, $"{failure?.GetType().Name} instead of a value: {failure?.Message}");
            return "broken";
        }

        problems.ExpectEqual(exchange, "the number of requests", cloud.Requests.Count, 1);
        return Compare(exchange, method, outcome, json, problems);
    }

    private static string Compare(RecordedExchange exchange, TypedMethod method, TypedOutcome outcome, JsonElement json, Problems problems)
    {
        if (method.Command.Async)
        {
            problems.ExpectEqual(exchange, "the handle's id", outcome.Handle!.JobId, BodyJson.Text(json, "jobid"));
            problems.ExpectEqual(exchange, "the handle's resource", outcome.Handle.ResourceId, BodyJson.Text(json, "id"));
            return "job";
        }

        if (outcome.Items is { } items)
        {
            List<JsonElement> expected = [.. json.EnumerateObject().Where(field => field.Name != "count").SelectMany(field => field.Value.EnumerateArray())];
            problems.ExpectEqual(exchange, "the number of items", items.Count, expected.Count);
            if (method.IsQuery)
            {
                problems.ExpectEqual(exchange, "TotalCount", outcome.Count, BodyJson.Number(json, "count"));
            }

            for (int i = 0; i < Math.Min(items.Count, expected.Count); i++)
            {
                ModelOracle.Expect(exchange, items[i], expected[i], problems);
            }

            return "list";
        }

        bool isFlat = method.Command.Result is "success" or "flat";
        ModelOracle.Expect(exchange, outcome.Value!, isFlat ? json : json.EnumerateObject().Single().Value, problems);
        return method.Command.Result;
    }

    /// <summary>The recorded page, or the first.</summary>
    private static (int Number, int Size) Page(RecordedExchange exchange)
    {
        int Number(string name) => int.TryParse(
            exchange.Parameters.LastOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, CultureInfo.InvariantCulture, out int number) ? number : 0;
        return Number("page") > 0 && Number("pagesize") > 0 ? (Number("page"), Number("pagesize")) : (1, 500);
    }
}
