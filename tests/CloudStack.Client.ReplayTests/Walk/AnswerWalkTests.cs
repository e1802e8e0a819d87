using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>
/// Every command of the catalog gets the response that the catalog declares, and variants of it that servers send; every value must
/// appear in the result of its typed method.
/// </summary>
public sealed class AnswerWalkTests
{
    private const int Methods = 973 + 4;
    private const string NoText = "The command reported that it did not succeed.";

    [Test]
    public async Task Every_value_of_every_answer_is_in_the_typed_object([Values] AnswerStyle style, [Values] bool isEven)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int met = 0;
        foreach (TypedMethod method in TypedMethod.All())
        {
            met++;
            foreach (AnswerForm form in AnswerForm.Of(method))
            {
                List<string> objects = Objects(method, style, isEven);
                await (method.Command.Async
                    ? ExpectJobAsync(cloud, method, form, objects, problems)
                    : ExpectDirectAsync(cloud, method, form, style, objects, problems));
            }
        }

        problems.AssertNone();
        Assert.That(met, Is.EqualTo(Methods));
    }

    /// <summary>
    /// The response decides between sync and async: if a server executes a declared job immediately, the handle is of a completed
    /// job.
    /// </summary>
    [Test]
    public async Task A_direct_answer_to_a_job_command_is_a_handle_that_is_over([Values(AnswerStyle.Declared, AnswerStyle.Shapes)] AnswerStyle style)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int met = 0;
        foreach (TypedMethod method in TypedMethod.All().Where(method => method.Command.Async))
        {
            met++;
            AnswerForm form = AnswerForm.Of(method).First();
            List<string> objects = Objects(method, style, isEven: false);
            string content = form.Direct(style, objects);
            TypedOutcome outcome = await cloud.RunAsync(method, FilledRequest.Of(method, ParameterChoice.Required).Request, AnswerScript.Direct(method.Command, content));

            problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 1);
            problems.ExpectEqual(method, "Id", outcome.Handle!.JobId, null);
            ExpectOutcome(method, form, outcome, style == AnswerStyle.Shapes ? objects.Take(1) : objects, problems);
        }

        problems.AssertNone();
        Assert.That(met, Is.EqualTo(388), "387 commands and a second method");
    }

    [Test]
    public async Task A_job_as_the_answer_to_a_direct_command_is_waited_for()
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int met = 0;
        foreach (TypedMethod method in TypedMethod.All().Where(method => !method.Command.Async))
        {
            met++;
            AnswerForm form = AnswerForm.Of(method).First();
            List<string> objects = Objects(method, AnswerStyle.Declared, isEven: false);
            TypedOutcome outcome = await cloud.RunAsync(
                method,
                FilledRequest.Of(method, ParameterChoice.Required).Request,
                AnswerScript.Job(method.Command, form.Result == "flat" ? $$"""{"any":{{objects[0]}}}""" : form.JobResult(objects)));

            problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 3);
            ExpectOutcome(method, form, outcome, objects, problems);
        }

        problems.AssertNone();
        Assert.That(met, Is.EqualTo(Methods - 388));
    }

    [TestCase("{}", 0)]
    [TestCase("""{"count":3}""", 0)]
    [TestCase("""{"count":0,"KEY":[]}""", 0)]
    [TestCase("""{"KEY":[{},{}]}""", 2)]
    [TestCase("""{"KEY":{}}""", 1)]
    public async Task Every_list_is_read_from_its_short_forms(string content, int items)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int met = 0;
        foreach (TypedMethod method in TypedMethod.All().Where(method => !method.Command.Async))
        {
            if (AnswerForm.Of(method).FirstOrDefault(form => form.Result == "list") is not { Key: { } key })
            {
                continue;
            }

            met++;
            string answer = content.Replace("KEY", key, StringComparison.Ordinal);
            TypedOutcome outcome = await cloud.RunAsync(
                method, FilledRequest.Of(method, ParameterChoice.Required).Request, AnswerScript.Direct(method.Command, answer));
            problems.ExpectEqual(method, "the number of items", outcome.Items!.Count, items);
            problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 1);
        }

        problems.AssertNone();
        Assert.That(met, Is.EqualTo(266 + 3), "266 commands, and three whose response is a list in one of two forms");
    }

    /// <param name="method">The method that reads them.</param>
    /// <param name="style">How they are written.</param>
    /// <param name="isEven">Half of the booleans are true; this chooses the half. With true, results that only report success say that it failed.</param>
    private static List<string> Objects(TypedMethod method, AnswerStyle style, bool isEven)
    {
        if (method.Response is null)
        {
            return ["{}"];
        }

        ClassFacts type = ApiFacts.Instance.Class(method.Response);
        int number = isEven ? 100 : 101;
        return [AnswerWriter.Write(type, style, number), AnswerWriter.Write(type, style, number + 50_001)];
    }

    private static async Task ExpectDirectAsync(
        TypedCloud cloud, TypedMethod method, AnswerForm form, AnswerStyle style, List<string> objects, Problems problems)
    {
        // A command without a response leaves the body empty.
        Func<SentRequest, RecordedAnswer> answer = form.Result == "none"
            ? _ => Answers.Json("")
            : AnswerScript.Direct(method.Command, form.Direct(style, objects));
        TypedOutcome outcome = await cloud.RunAsync(method, FilledRequest.Of(method, ParameterChoice.Required).Request, answer, page: (1, 500));
        problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 1);
        bool isOne = style == AnswerStyle.Shapes || form.Result == "entity";
        ExpectOutcome(method, form, outcome, isOne ? objects.Take(1) : objects, problems);
        if (form.Result == "list" && method.IsQuery)
        {
            problems.ExpectEqual(method, "TotalCount", outcome.Count, isOne ? 1 : 2);
        }
    }

    private static async Task ExpectJobAsync(TypedCloud cloud, TypedMethod method, AnswerForm form, List<string> objects, Problems problems)
    {
        TypedOutcome outcome = await cloud.RunAsync(
            method, FilledRequest.Of(method, ParameterChoice.Required).Request, AnswerScript.Job(method.Command, form.JobResult(objects)));
        problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 3);
        problems.ExpectEqual(method, "the resource", outcome.Handle!.ResourceId, method.Command.Create ? AnswerScript.ResourceId : null);
        problems.ExpectEqual(method, "the job's id", outcome.Handle.JobId, cloud.Requests[0]["customjobid"]);
        problems.ExpectEqual(method, "Polls", outcome.Result!.Polls, 2);
        problems.ExpectEqual(method, "RawStatus", outcome.Result.RawStatus, 1);
        ExpectOutcome(method, form, outcome, objects, problems);
    }

    private static void ExpectOutcome(TypedMethod method, AnswerForm form, TypedOutcome outcome, IEnumerable<string> objects, Problems problems)
    {
        if (outcome.Result is { } result)
        {
            bool saysFailure = form.Result == "success" && BodyJson.Text(BodyJson.Parse(objects.First()), "success") is "false" or "0";
            problems.ExpectEqual(method, "Outcome", result.Outcome, saysFailure ? JobOutcome.Failed : JobOutcome.Succeeded);
            if (saysFailure)
            {
                // Only successful jobs have a value; the error contains the server's text.
                JsonElement said = BodyJson.Parse(objects.First());
                problems.ExpectEqual(method, "the value", outcome.Value, null);
                problems.ExpectEqual(method, "the error's text", result.Error!.Text, BodyJson.Text(said, "displaytext") ?? NoText);
                return;
            }
        }

        if (method.Response is not { } response)
        {
            problems.ExpectEqual(method, "the value", outcome.Value, null);
            return;
        }

        ClassFacts type = ApiFacts.Instance.Class(response);
        List<JsonElement> expected = [.. objects.Select(BodyJson.Parse)];
        if (outcome.Items is null)
        {
            AnswerExpectation.Expect(method.ToString(), type, outcome.Value, expected[0], problems, isOfJob: outcome.Result is not null);
            return;
        }

        problems.ExpectEqual(method, "the number of items", outcome.Items.Count, expected.Count);
        for (int i = 0; i < Math.Min(outcome.Items.Count, expected.Count); i++)
        {
            AnswerExpectation.Expect($"{method}[{i}]", type, outcome.Items[i], expected[i], problems);
        }
    }
}
