using CloudStack.Client.Tests.Jobs.Polling;
namespace CloudStack.Client.Tests.Jobs;

/// <summary>Several jobs at once: each as it ends, all together, and batches with a limit.</summary>
public class JobBatchTests
{
    [Test]
    public async Task Each_job_is_yielded_as_it_ends_and_a_deadline_ends_one_task_not_the_loop()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle<SuccessResult>[] jobs =
        [
            fixture.Submit("slow", TimeSpan.FromSeconds(20)).As<SuccessResult>(),
            fixture.Submit("never").As<SuccessResult>(),
            fixture.Submit("quick", TimeSpan.FromSeconds(2)).As<SuccessResult>(),
        ];
        List<string> order = [];

        await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (Task<JobResult<SuccessResult>> wait in jobs.WhenEach(new JobWaitOptions { Timeout = TimeSpan.FromSeconds(60) }))
            {
                try
                {
                    order.Add((await wait).Job.JobId!);
                }
                catch (JobTimeoutException e)
                {
                    order.Add("timeout of " + e.Job!.JobId);
                }
            }
        });

        Assert.That(order, Is.EqualTo(new[] { "quick", "slow", "timeout of never" }));
    }

    [Test]
    public async Task Leaving_the_loop_ends_the_other_waits()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle<SuccessResult>[] jobs = [fixture.Submit("a", TimeSpan.FromSeconds(2)).As<SuccessResult>(), fixture.Submit("b").As<SuccessResult>()];

        await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (Task<JobResult<SuccessResult>> _ in jobs.WhenEach())
            {
                break;
            }
        });
        await fixture.Clock.RunForAsync(TimeSpan.Zero);

        Assert.That(fixture.Clock.ActiveTimers, Is.Zero);
    }

    [Test]
    public async Task All_results_come_in_the_order_of_the_handles_and_failed_jobs_do_not_throw()
    {
        await using JobOperationsFixture fixture = new();
        fixture.Api.OnQuery = (id, _, _) => id == "bad" ? Task.FromResult(FakeJobApi.Snapshot(id, 2)) : null;
        JobHandle<SuccessResult>[] jobs =
        [
            fixture.Submit("slow", TimeSpan.FromSeconds(20)).As<SuccessResult>(),
            fixture.Submit("bad", TimeSpan.FromSeconds(1)).As<SuccessResult>(),
            fixture.Submit("quick", TimeSpan.FromSeconds(2)).As<SuccessResult>(),
        ];

        IReadOnlyList<JobResult<SuccessResult>> results = await fixture.Clock.RunUntilAsync(() => jobs.WhenAllAsync());

        Assert.That(
            results.Select(result => (result.Job.JobId, result.Outcome)),
            Is.EqualTo(new[] { ("slow", JobOutcome.Succeeded), ("bad", JobOutcome.Failed), ("quick", JobOutcome.Succeeded) }));
    }

    [Test]
    public async Task A_batch_keeps_no_more_jobs_running_than_allowed_and_tells_what_became_of_each_input()
    {
        await using JobOperationsFixture fixture = new();
        int most = 0;
        fixture.Api.OnQuery = (id, _, _) => id == "job-3" && fixture.Api.Now >= fixture.Api.EndsAt[id] ? Task.FromResult(FakeJobApi.Snapshot(id, 2)) : null;

        JobBatch<int, SuccessResult> batch = new(Enumerable.Range(0, 20), Submit, new JobBatchOptions { MaxConcurrency = 4 }, default);
        List<JobBatchItem<int, SuccessResult>> items = [];
        JobBatchSummary summary = await fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobBatchItem<int, SuccessResult> item in batch)
            {
                items.Add(item);
            }

            return await batch.Completion;
        });

        Assert.Multiple(() =>
        {
            Assert.That(most, Is.EqualTo(4));
            Assert.That(summary, Is.EqualTo(new JobBatchSummary(18, 1, 0, 1, 0, IsCanceled: false)));
            Assert.That(summary.Total, Is.EqualTo(20));
            Assert.That(items.Select(item => item.Input), Is.EquivalentTo(Enumerable.Range(0, 20)));
            Assert.That(items.Single(item => item.Input == 7).Exception, Is.TypeOf<InvalidOperationException>());
            Assert.That(items.Single(item => item.Input == 3).Result!.Outcome, Is.EqualTo(JobOutcome.Failed));
            Assert.That(batch.Started, Has.Count.EqualTo(19));
        });

        async Task<JobHandle<SuccessResult>> Submit(int input, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (input == 7)
            {
                throw new InvalidOperationException("the submit failed");
            }

            most = Math.Max(most, 1 + fixture.Api.EndsAt.Values.Count(end => end > fixture.Api.Now));
            return fixture.Submit($"job-{input}", TimeSpan.FromSeconds(3 + (input % 5))).As<SuccessResult>();
        }
    }

    [Test]
    public async Task Canceling_a_batch_stops_submitting_and_loses_no_job()
    {
        await using JobOperationsFixture fixture = new();
        using CancellationTokenSource cancel = new();
        JobBatch<int, SuccessResult> batch = new(
            Enumerable.Range(0, 100),
            (input, _) => Task.FromResult(fixture.Submit($"job-{input}", TimeSpan.FromSeconds(10)).As<SuccessResult>()),
            new JobBatchOptions { MaxConcurrency = 5 },
            cancel.Token);
        await fixture.Clock.RunForAsync(TimeSpan.FromSeconds(15));
        await cancel.CancelAsync();

        JobBatchSummary summary = await fixture.Clock.RunUntilAsync(batch.Completion);

        Assert.Multiple(() =>
        {
            Assert.That(summary, Is.EqualTo(new JobBatchSummary(5, 0, 0, 0, 5, IsCanceled: true)));
            Assert.That(batch.Started.Select(job => job.JobId), Is.EquivalentTo(Enumerable.Range(0, 10).Select(i => $"job-{i}")));
        });
    }

    [Test]
    public async Task Inputs_that_cannot_be_enumerated_end_the_batch_and_its_enumeration_and_are_let_go()
    {
        await using JobOperationsFixture fixture = new();
        bool released = false;
        JobBatch<int, SuccessResult> batch = new(
            Inputs(),
            (input, _) => Task.FromResult(fixture.Submit($"job-{input}", TimeSpan.FromSeconds(1)).As<SuccessResult>()),
            new JobBatchOptions { MaxConcurrency = 1 },
            default);
        List<JobBatchItem<int, SuccessResult>> items = [];

        InvalidOperationException enumeration = (await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Clock.RunUntilAsync(async () =>
        {
            await foreach (JobBatchItem<int, SuccessResult> item in batch)
            {
                items.Add(item);
            }
        })))!;
        InvalidOperationException completion = (await Assert.ThrowsAsync<InvalidOperationException>(() => batch.Completion))!;

        Assert.Multiple(() =>
        {
            Assert.That((enumeration.Message, completion.Message), Is.EqualTo(("no more", "no more")));
            Assert.That(items.Select(item => (item.Input, item.IsSuccess)), Is.EqualTo(new[] { (1, true) }));
            Assert.That(released);
        });

        IEnumerable<int> Inputs()
        {
            try
            {
                yield return 1;
                throw new InvalidOperationException("no more");
            }
            finally
            {
                released = true;
            }
        }
    }

    [Test]
    public async Task The_inputs_of_a_canceled_batch_are_let_go()
    {
        await using JobOperationsFixture fixture = new();
        bool released = false;
        using CancellationTokenSource cancel = new();
        JobBatch<int, SuccessResult> batch = new(
            Inputs(),
            (input, _) => Task.FromResult(fixture.Submit($"job-{input}").As<SuccessResult>()),
            new JobBatchOptions { MaxConcurrency = 1 },
            cancel.Token);
        await fixture.Clock.RunForAsync(TimeSpan.Zero);
        await cancel.CancelAsync();

        JobBatchSummary summary = await fixture.Clock.RunUntilAsync(batch.Completion);

        Assert.That((summary.StillRunning, released), Is.EqualTo((1, true)));

        IEnumerable<int> Inputs()
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                released = true;
            }
        }
    }

    [Test]
    public async Task A_list_of_inputs_is_taken_up_to_its_end()
    {
        await using JobOperationsFixture fixture = new();
        JobBatch<string, SuccessResult> batch = new(
            ["a", "b"],
            (input, _) => Task.FromResult(fixture.Submit(input, TimeSpan.FromSeconds(1)).As<SuccessResult>()),
            new JobBatchOptions { MaxConcurrency = 3 },
            default);

        Assert.That(await fixture.Clock.RunUntilAsync(batch.Completion), Is.EqualTo(new JobBatchSummary(2, 0, 0, 0, 0, IsCanceled: false)));
    }

    [Test]
    public async Task An_item_is_a_success_only_where_its_job_succeeded()
    {
        await using JobOperationsFixture fixture = new();
        JobHandle<SuccessResult> job = fixture.Submit("a").As<SuccessResult>();

        Assert.Multiple(() =>
        {
            Assert.That(Item(JobResult<SuccessResult>.Success(new SuccessResult { Success = true })).IsSuccess);
            Assert.That(Item(JobResult<SuccessResult>.Failure(new JobError(530, "x", ErrorKind.Internal))).IsSuccess, Is.False);
            Assert.That(Item(JobResult<SuccessResult>.Unknown(UnknownReason.NotFound)).IsSuccess, Is.False);
            Assert.That(Item(null).IsSuccess, Is.False);
        });

        JobBatchItem<int, SuccessResult> Item(JobResult<SuccessResult>? result) => new(1, job, result, Exception: null);
    }

    [Test]
    public void A_summary_counts_every_input_once() =>
        Assert.That(new JobBatchSummary(1, 20, 300, 4_000, 50_000, IsCanceled: false).Total, Is.EqualTo(54_321));

    [TestCase(0)]
    [TestCase(1001)]
    public void A_batch_refuses_bad_options_by_name(int concurrency)
    {
        using CloudStackClient client = new(new CloudStackClientOptions { Endpoint = new Uri("http://c.invalid/client/api"), ApiKey = "k", SecretKey = "s" });

        Assert.That(
            () => client.Jobs.StartBatch<int, SuccessResult>([], (_, _) => null!, new JobBatchOptions { MaxConcurrency = concurrency }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("JobBatchOptions.MaxConcurrency"));
    }
}
