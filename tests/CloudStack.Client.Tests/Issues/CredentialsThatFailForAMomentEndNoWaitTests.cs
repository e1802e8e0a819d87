using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Vaults fail temporarily, each with its own exceptions. Such an exception used to end all waits for jobs, unchanged and without
/// naming the job.
/// </summary>
public class CredentialsThatFailForAMomentEndNoWaitTests
{
    private static readonly TestCaseData[] Failures =
    [
        new TestCaseData(new VaultException()).SetArgDisplayNames("a vault's own"),
        new TestCaseData(new HttpRequestException("503")).SetArgDisplayNames("its connection"),
        new TestCaseData(new UnauthorizedAccessException("the token has expired")).SetArgDisplayNames("its login"),
        new TestCaseData(new OperationCanceledException("a time limit of its own")).SetArgDisplayNames("its time limit"),
        new TestCaseData(new KeyNotFoundException()).SetArgDisplayNames("a bug"),
        new TestCaseData(null).SetArgDisplayNames("no credentials"),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task Waits_go_on(Exception? failure)
    {
        Vault vault = new(failure);
        await using StubCloud cloud = Cloud(vault);
        JobHandle[] jobs = await StartAsync(cloud, 6);
        Task<JobResult[]> waits = Task.WhenAll(jobs.Select(static job => job.WaitForCompletionAsync()));
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(5));

        vault.FailsUntil = cloud.Clock.Elapsed + TimeSpan.FromSeconds(10);
        vault.Elapsed = () => cloud.Clock.Elapsed;

        JobResult[] results = await cloud.RunAsync(_ => waits);
        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(vault.Failures, Is.Positive);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Waits_end_after_their_tolerance_with_an_exception_of_ours_that_has_the_job(Exception? failure)
    {
        Vault vault = new(failure);
        await using StubCloud cloud = Cloud(vault, options => options.Polling.FailureTolerance = TimeSpan.FromSeconds(20));
        JobHandle[] jobs = await StartAsync(cloud, 2);
        vault.FailsUntil = TimeSpan.MaxValue;

        foreach (JobHandle job in jobs)
        {
            CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(_ => job.WaitForCompletionAsync())))!;

            Assert.That((e.Job, e.IsTransient), Is.EqualTo((job, true)));
            Assert.That(e.Message, Does.Contain("the credentials provider failed"));
            Assert.That(e.InnerException, failure is null ? Is.InstanceOf<InvalidOperationException>() : Is.SameAs(failure));
        }

        Assert.That(cloud.Clock.Elapsed, Is.InRange(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(50)));
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_call_is_tried_again_and_nothing_is_sent_twice(Exception? failure)
    {
        Vault vault = new(failure);
        await using StubCloud cloud = Cloud(vault);
        vault.FailsUntil = TimeSpan.FromSeconds(0.3);
        vault.Elapsed = () => cloud.Clock.Elapsed;

        await cloud.RunAsync(client => KindOfCall.SendAsync(client, CommandKind.CreateJob));

        Assert.That((cloud.Handler.Requests.Count, vault.Failures), Is.EqualTo((1, 1)).Or.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_second_factor_that_fails_in_the_middle_ends_no_wait()
    {
        int codes = 0;
        await using Credentials.SessionServer server = new(new SessionCredentials("ann", "the-password")
        {
            SecondFactor = _ => ++codes == 2 ? throw new VaultException() : new("123456"),
        })
        {
            Code = "123456",
            CommandAnswer = request => request.Command == "queryAsyncJobResult" ? StubHandler.Job(request["jobid"]!, codes < 3 ? 0 : 1) : KindOfCall.Answer(request),
        };
        JobHandle job = await server.Cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        Task<JobResult> wait = job.WaitForCompletionAsync();
        await server.Cloud.Clock.RunForAsync(TimeSpan.FromSeconds(2));

        server.ExpireSessions();

        Assert.That((await server.Cloud.RunAsync(_ => wait)).IsSuccess);
        Assert.That(codes, Is.EqualTo(3));
    }

    private static StubCloud Cloud(Vault vault, Action<CloudStackClientOptions>? configure = null)
    {
        StubCloud? cloud = null;
        cloud = new StubCloud(
            request => request.Command switch
            {
                "queryAsyncJobResult" => StubHandler.Job(request["jobid"]!, cloud!.Clock.Elapsed > TimeSpan.FromSeconds(12) && vault.FailsUntil < TimeSpan.FromHours(1) ? 1 : 0),
                "listAsyncJobs" => StubHandler.Error(432, "no"),
                _ => KindOfCall.Answer(request),
            },
            options =>
            {
                options.Credentials = vault;
                configure?.Invoke(options);
            });
        return cloud;
    }

    private static Task<JobHandle[]> StartAsync(StubCloud cloud, int count) => cloud.RunAsync(client => Task.WhenAll(Enumerable.Range(0, count).Select(
        async _ => (JobHandle)await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }))));

    private sealed class Vault(Exception? failure) : ICredentialsProvider
    {
        public TimeSpan FailsUntil { get; set; } = TimeSpan.Zero;

        public Func<TimeSpan> Elapsed { get; set; } = static () => TimeSpan.Zero;

        public int Failures { get; private set; }

        public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken)
        {
            if (Elapsed() < FailsUntil)
            {
                Failures++;
                return failure is null ? new((CloudStackCredentials)null!) : throw failure;
            }

            return new(new ApiKeyCredentials("the-api-key", "the-secret-key"));
        }
    }

    private sealed class VaultException() : Exception("The vault is sealed.");
}
