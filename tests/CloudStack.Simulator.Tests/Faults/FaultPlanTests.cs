namespace CloudStack.Simulator.Tests;

public sealed class FaultPlanTests
{
    [Test]
    public async Task A_lost_answer_was_executed_and_a_lost_request_was_not()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string, string)[] choice = await caller.ChoiceAsync();
        engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);
        engine.Faults.Add(Fault.LoseRequest, "deployVirtualMachine", times: 1);

        foreach (string marker in (string[])["lost-answer", "lost-request"])
        {
            Assert.That(
                async () => await caller.CallAsync("deployVirtualMachine", [.. choice, ("name", marker)]),
                Throws.TypeOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ResponseEnded));
        }

        Assert.That((engine.ExecutionCount("lost-answer"), engine.ExecutionCount("lost-request")), Is.EqualTo((1, 0)));
        Assert.That(engine.Jobs, Has.Count.EqualTo(1));
        Assert.That(engine.Requests.TakeLast(2).Select(static r => (r.WasExecuted, r.Fault)), Is.EqualTo(new (bool, Fault?)[] { (true, Fault.LoseAnswer), (false, Fault.LoseRequest) }));
    }

    [Test]
    public void Broken_connections_look_like_the_real_ones()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.Faults.Add(Fault.ResetConnection, times: 1);
        engine.Faults.Add(Fault.RefuseConnection, times: 1);

        Assert.That(async () => await caller.CallAsync("listZones"), Throws.TypeOf<HttpRequestException>().With.InnerException.TypeOf<IOException>());
        Assert.That(
            async () => await caller.CallAsync("listZones"),
            Throws.TypeOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ConnectionError));
    }

    public static IEnumerable<TestCaseData> Answers()
    {
        yield return new TestCaseData(Fault.Throttle(85), 429, "please retry after [85] ms.");
        yield return new TestCaseData(Fault.Maintenance, 503, "{\"listzonesresponse\":{\"uuidList\":[],\"errorcode\":503,");
        yield return new TestCaseData(Fault.InternalError, 530, "Internal error executing command");
        yield return new TestCaseData(Fault.BadGatewayPage, 502, "<h1>502 Bad Gateway</h1>");
        yield return new TestCaseData(Fault.GatewayTimeoutPage, 504, "<h1>504 Gateway Timeout</h1>");
        yield return new TestCaseData(Fault.UnavailablePage, 503, "<h1>503 Service Unavailable</h1>");
        yield return new TestCaseData(Fault.StartingPage, 503, "<tr><th>SERVLET:</th><td>-</td></tr>");
        yield return new TestCaseData(Fault.NotFoundPage, 404, "HTTP ERROR 404 Not Found");
        yield return new TestCaseData(Fault.EmptyAnswer, 200, "");
        yield return new TestCaseData(Fault.RawControlByte, 200, "\u001b[31m\"");
        yield return new TestCaseData(Fault.InvalidEscape, 200, "\\A\"");
        yield return new TestCaseData(Fault.PercentEncodedStrings, 200, "\"name\":\"zone%2D1\"");
        yield return new TestCaseData(Fault.Echo("keyword"), 431, "Unable to use the value planted for parameter keyword");
    }

    [TestCaseSource(nameof(Answers))]
    public async Task A_fault_answers_as_described(Fault fault, int status, string text)
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        FaultRule rule = engine.Faults.Add(fault, times: 1);
        (string, string)[] parameters = fault == Fault.Echo("keyword") ? [("keyword", "planted")] : [];

        ApiReply reply = await caller.CallAsync("listZones", parameters);
        ApiReply next = await caller.CallAsync("listZones");

        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(reply.Body, Does.Contain(text));
        Assert.That(reply.Body.Length == 0, Is.EqualTo(text.Length == 0));
        Assert.That(next.Json.ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Object), "the rule is spent");
        Assert.That((rule.Hits, rule.Remaining), Is.EqualTo((1, (int?)0)));
    }

    [Test]
    public async Task An_error_after_executing_hides_work_that_was_done()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        (string, string)[] choice = await caller.ChoiceAsync();
        engine.Faults.Add(Fault.BadGatewayPage.AfterExecuting(), "deployVirtualMachine", times: 1);

        ApiReply reply = await caller.CallAsync("deployVirtualMachine", [.. choice, ("name", "m1")]);

        Assert.That((reply.Status, engine.ExecutionCount("m1")), Is.EqualTo((502, 1)));
    }

    [Test]
    public async Task Old_servers_ignore_job_ids_list_finished_jobs_and_name_servers_by_number()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(timeProvider: clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.Faults.Add(Fault.IgnoreCustomJobId);
        engine.Faults.Add(Fault.ListFinishedJobs);
        engine.Faults.Add(Fault.NumericManagementServerId);
        engine.Faults.Add(Fault.DateOffset(TimeSpan.FromHours(5.5)));
        string chosen = Guid.NewGuid().ToString();

        (_, string job) = await caller.DeployAsync(("customjobid", chosen));

        Assert.That(job, Is.Not.EqualTo(chosen));
        ApiReply running = await caller.QueryAsync(job);
        Assert.That(running.Content.GetProperty("managementserverid").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Number));
        Assert.That(running.Text("created"), Is.EqualTo("2030-01-01T05:30:00+0530"));
        clock.Advance(TimeSpan.FromSeconds(5));
        ApiReply listed = await caller.CallAsync("listAsyncJobs");
        Assert.That(listed.Content.GetProperty("asyncjobs")[0].GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_hanging_request_ends_with_its_cancellation_and_a_late_one_comes_by_the_clock()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(timeProvider: clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.Faults.Add(Fault.Hang, times: 1);
        engine.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(9)), times: 1);
        engine.Faults.Add(Fault.SlowBody(TimeSpan.FromSeconds(8)), times: 1);

        await clock.RunUntilAsync(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
            Assert.That(async () => await caller.SendAsync(caller.Sign("listZones"), source.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(3)));
            await caller.CallAsync("listZones");
            Assert.That(clock.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(12 + 8)));
        });
    }

    [Test]
    public async Task A_cut_body_breaks_off_and_conditions_and_chances_choose_requests()
    {
        var engine = new SimulatorEngine();
        using TestCaller caller = TestCaller.InProcess(engine);
        engine.Faults.Add(Fault.CutBody(10), times: 1);
        Assert.That(async () => await caller.CallAsync("listZones"), Throws.TypeOf<HttpRequestException>().Or.TypeOf<HttpIOException>());

        FaultRule chance = engine.Faults.Add(
            Fault.Throttle(5), probability: 0.5, when: static r => r.Parameters.TryGetValue("keyword", out string? k) && k == "now");
        int refused = 0;
        for (int i = 0; i < 100; i++)
        {
            Assert.That((await caller.CallAsync("listZones")).Status, Is.EqualTo(200));
            refused += (await caller.CallAsync("listZones", ("keyword", "now"))).Status == 429 ? 1 : 0;
        }

        Assert.That(refused, Is.EqualTo(chance.Hits).And.InRange(25, 75));
        Assert.That(() => engine.Faults.Add(Fault.Hang, probability: double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
