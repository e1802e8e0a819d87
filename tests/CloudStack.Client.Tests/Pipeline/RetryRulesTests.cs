using CloudStack.Client.Pipeline;

namespace CloudStack.Client.Tests.Pipeline;

/// <summary>The table of what may be sent again, cell by cell, and how failures are classified.</summary>
public class RetryRulesTests
{
    private const string NoSuchJob = "Invalid parameter jobid value=a due to incorrect long value format, or entity does not exist";

    /// <summary>A failure, and what it means for a read, a synchronous change, a plain job and a create.</summary>
    private static readonly (FailureKind Failure, RetryStep Read, RetryStep Write, RetryStep Job, RetryStep CreateJob)[] Table =
    [
        (FailureKind.Throttled, RetryStep.SendAgainInTurn, RetryStep.SendAgainInTurn, RetryStep.SendAgainInTurn, RetryStep.SendAgainInTurn),
        (FailureKind.NothingSent, RetryStep.SendAgain, RetryStep.SendAgain, RetryStep.SendAgain, RetryStep.SendAgain),
        (FailureKind.NotStarted, RetryStep.SendAgainForAWhile, RetryStep.SendAgainForAWhile, RetryStep.SendAgainForAWhile, RetryStep.SendAgainForAWhile),
        (FailureKind.NoNewJobs, RetryStep.SendAgain, RetryStep.Fail, RetryStep.SendAgain, RetryStep.SendAgain),
        (FailureKind.Unavailable, RetryStep.SendAgain, RetryStep.Fail, RetryStep.Fail, RetryStep.Fail),
        (FailureKind.Internal, RetryStep.Fail, RetryStep.Fail, RetryStep.LookUpBeforeFailing, RetryStep.LookUpBeforeFailing),
        (FailureKind.Duplicate, RetryStep.Fail, RetryStep.Fail, RetryStep.LookUpBeforeFailing, RetryStep.LookUpBeforeFailing),
        (FailureKind.Refused, RetryStep.Fail, RetryStep.Fail, RetryStep.Fail, RetryStep.Fail),
        (FailureKind.Lost, RetryStep.SendAgain, RetryStep.Ambiguous, RetryStep.LookUpUntilSure, RetryStep.LookUpUntilSure),
        (FailureKind.GatewayPage, RetryStep.SendAgain, RetryStep.Ambiguous, RetryStep.LookUpForSeconds, RetryStep.LookUpForSeconds),
        (FailureKind.EmptyBody, RetryStep.SendAgain, RetryStep.Ambiguous, RetryStep.LookUpUntilSure, RetryStep.LookUpUntilSure),
        (FailureKind.NotTheApi, RetryStep.Fail, RetryStep.Ambiguous, RetryStep.LookUpOnce, RetryStep.LookUpOnce),
        (FailureKind.Other, RetryStep.Fail, RetryStep.Fail, RetryStep.Fail, RetryStep.Fail),
    ];

    [TestCaseSource(nameof(Cells))]
    public void What_follows_a_failure_depends_on_the_kind_of_the_command(CommandKind kind, Enum failure, Enum step) =>
        Assert.That(RetryRules.Decide(kind, (FailureKind)failure), Is.EqualTo(step));

    [Test]
    public void The_table_has_every_cell()
    {
        Assert.That(Table.Select(row => row.Failure), Is.EquivalentTo(Enum.GetValues<FailureKind>()));
        Assert.That(Cells().Select(cell => cell.Arguments[0]).Distinct(), Is.EquivalentTo(Enum.GetValues<CommandKind>()));
    }

    [TestCaseSource(nameof(Failures))]
    public void A_failure_is_sorted_by_what_became_of_the_exchange(CloudStackException failure, Enum expected) =>
        Assert.That(RetryRules.Classify(failure), Is.EqualTo(expected));

    [Test]
    public void Every_kind_of_failure_comes_from_an_exception() =>
        Assert.That(Failures().Select(failure => failure.Arguments[1]).Distinct(), Is.EquivalentTo(Enum.GetValues<FailureKind>()));

    [Test]
    public void The_step_after_an_exception_is_that_of_its_kind([Values] CommandKind kind)
    {
        foreach (TestCaseData failure in Failures())
        {
            Assert.That(
                RetryRules.Decide(kind, (CloudStackException)failure.Arguments[0]!),
                Is.EqualTo(RetryRules.Decide(kind, (FailureKind)failure.Arguments[1]!)));
        }
    }

    [TestCaseSource(nameof(Waits))]
    public void A_poll_outlives_what_may_pass(CloudStackException failure, bool passes) =>
        Assert.That(RetryRules.MayPassByWaiting(failure), Is.EqualTo(passes));

    [TestCaseSource(nameof(JobFailures))]
    public void An_answer_that_the_server_failed_to_write_makes_a_job_unreadable(CloudStackException failure, bool unreadable) =>
        Assert.That(RetryRules.IsUnreadableJob(failure), Is.EqualTo(unreadable));

    private static IEnumerable<TestCaseData> Cells()
    {
        foreach ((FailureKind failure, RetryStep read, RetryStep write, RetryStep job, RetryStep create) in Table)
        {
            yield return new TestCaseData(CommandKind.Read, failure, read);
            yield return new TestCaseData(CommandKind.Write, failure, write);
            yield return new TestCaseData(CommandKind.Job, failure, job);
            yield return new TestCaseData(CommandKind.CreateJob, failure, create);
        }
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        yield return Sorted("no connection", Transport(nothingSent: true), FailureKind.NothingSent);
        yield return Sorted("the container's page", Transport(503, nothingSent: true), FailureKind.NotStarted);
        yield return Sorted("nothing sent, for good", Transport(nothingSent: true, isTransient: false), FailureKind.Other);
        yield return Sorted("no answer", Transport(), FailureKind.Lost);
        yield return Sorted("no answer, for good", Transport(isTransient: false), FailureKind.Lost);
        foreach (int status in (int[])[408, 425, 502, 503, 504])
        {
            yield return Sorted($"a proxy's page of {status}", Transport(status), FailureKind.GatewayPage);
            yield return Sorted($"JSON of a proxy with {status}", new ResponseFormatException("x", "c", status, "{}") { IsLost = true }, FailureKind.Lost);
        }

        yield return Sorted("no new jobs", Api(503, "Maintenance has been initiated. Can not accept new jobs"), FailureKind.NoNewJobs);
        yield return Sorted("503 for another reason", Api(503, "The server is busy"), FailureKind.Unavailable);
        yield return Sorted("503 without a text", Api(503, null), FailureKind.Unavailable);
        yield return Sorted("502 of the API", Api(502, "x"), FailureKind.Unavailable);
        yield return Sorted("504 of the API", Api(504, "x"), FailureKind.Unavailable);
        yield return Sorted("530", Api(530, "Internal error"), FailureKind.Internal);
        yield return Sorted("530 about a row that exists", Api(530, "Entity already exists"), FailureKind.Internal);
        yield return Sorted("530 under a status of 200", new CloudStackApiException("c", 200, 530, "Internal error"), FailureKind.Internal);
        yield return Sorted("431 about an id that exists", Api(431, "UUID: a already exists so can't create/update with custom id"), FailureKind.Duplicate);
        yield return Sorted("429 of the API", Api(429, "too often"), FailureKind.Throttled);
        foreach (int code in (int[])[400, 401, 405, 430, 431, 432, 500, 511, 531, 532, 533, 534, 535, 536, 537])
        {
            yield return Sorted($"{code} of the API", Api(code, "no"), FailureKind.Refused);
        }

        yield return Sorted("nothing in the body", new ResponseFormatException("x", "c", 200, null) { IsEmpty = true, IsLost = true }, FailureKind.EmptyBody);
        yield return Sorted("JSON that breaks off", new ResponseFormatException("x", "c", 200, "{") { IsLost = true }, FailureKind.Lost);
        yield return Sorted("a page of 500", new ResponseFormatException("x", "c", 500, "<") { IsLost = true }, FailureKind.Lost);
        foreach (int status in (int[])[200, 201, 204, 206, 299, 402, 403, 406, 409, 412, 416, 418, 429, 433, 451, 499])
        {
            yield return Sorted($"a page of {status}", Page(status), FailureKind.NotTheApi);
        }

        foreach (int status in (int[])[300, 302, 399, 400, 401, 404, 405, 407, 410, 411, 413, 414, 415, 417, 421, 426, 428, 430, 431, 432])
        {
            yield return Sorted($"a page of {status}", Page(status), FailureKind.Other);
        }

        yield return Sorted("an ambiguous submission", Ambiguous(), FailureKind.Other);
    }

    private static IEnumerable<TestCaseData> Waits()
    {
        foreach (int code in (int[])[429, 431, 500, 502, 503, 504, 530, 532, 533, 534, 535, 536, 537])
        {
            yield return Said($"{code} passes", Api(code, "x"), true);
        }

        foreach (int code in (int[])[400, 401, 405, 430, 432, 499, 511, 531])
        {
            yield return Said($"{code} stays", Api(code, "x"), false);
        }

        foreach (int status in (int[])[200, 302, 401, 403, 404, 499, 500])
        {
            yield return Said($"a page of {status} passes", Page(status), true);
        }

        yield return Said("a proxy's page passes", Transport(502), true);
        yield return Said("no connection passes", Transport(nothingSent: true), true);
        yield return Said("what is wrong for good stays", Transport(isTransient: false), false);
        yield return Said("an ambiguous submission stays", Ambiguous(), false);
    }

    private static IEnumerable<TestCaseData> JobFailures()
    {
        yield return Said("530", Api(530, "Internal error"), true);
        yield return Said("431 about something else", Api(431, "Unable to serialise"), true);
        yield return Said("431 about a job that does not exist", Api(431, NoSuchJob), false);
        yield return Said("431 about a job that is not found", Api(431, "Unable to find a job by id"), false);
        yield return Said("503", Api(503, "x"), false);
        yield return Said("no answer", Transport(), false);
        yield return Said("a page", Page(500), false);
    }

    private static TestCaseData Sorted(string name, CloudStackException failure, FailureKind kind) =>
        new TestCaseData(failure, kind).SetArgDisplayNames(name, kind.ToString());

    private static TestCaseData Said(string name, CloudStackException failure, bool expected) =>
        new TestCaseData(failure, expected).SetArgDisplayNames(name, expected ? "yes" : "no");

    private static CloudStackApiException Api(int code, string? text) => new("c", code, code, text);

    private static ResponseFormatException Page(int status) => new("x", "c", status, "<html>");

    private static CloudStackTransportException Transport(int? status = null, bool nothingSent = false, bool isTransient = true) =>
        new("x", "c", isTransient) { HttpStatus = status, NothingSent = nothingSent };

    private static AmbiguousSubmissionException Ambiguous() => new("x", "c", token: null, Transport());
}
