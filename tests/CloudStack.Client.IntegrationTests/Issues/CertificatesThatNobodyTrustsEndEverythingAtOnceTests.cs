using System.Net.Security;
using System.Security.Authentication;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// An untrusted certificate, a wrong name in it, an expired one, a refused handshake: waiting doesn't fix any of them. They used to
/// count as a transient failure: calls were sent four times, and waits continued to their deadline.
/// </summary>
internal sealed class CertificatesThatNobodyTrustsEndEverythingAtOnceTests
{
    private static readonly TestCaseData[] Servers =
    [
        Case("self-signed", static () => TlsStub.WithCertificate("127.0.0.1")),
        Case("wrong name", static () => TlsStub.WithCertificate("elsewhere.invalid")),
        Case("expired", static () => TlsStub.WithCertificate("127.0.0.1", isExpired: true)),
        Case("no TLS", TlsStub.WithoutTls),
    ];

    [TestCaseSource(nameof(Servers))]
    public async Task A_call_is_told_at_once_with_certificate_and_host(Func<TlsStub> start)
    {
        using TlsStub server = start();
        await using CloudStackClient client = CreateClient(server);

        foreach (Func<Task> call in Calls(client))
        {
            int before = server.Connections;
            CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => call()))!;

            Assert.That(e.IsTransient, Is.False);
            Assert.That(e.Message, Does.Contain("certificate").And.Contain($"127.0.0.1:{server.Endpoint.Port}").And.Contain("could not be sent"));
            Assert.That(e.ToString(), Does.Not.Contain("the-api-key").And.Not.Contain("the-secret-key"));
            Assert.That(e.InnerException, Is.InstanceOf<HttpRequestException>());
            Assert.That(e.InnerException!.InnerException, Is.InstanceOf<AuthenticationException>());
            Assert.That(server.Connections - before, Is.EqualTo(1), "nothing is tried again");
        }
    }

    [Test]
    public async Task A_handshake_that_both_sides_cannot_agree_on_is_told_at_once()
    {
        using TlsStub server = TlsStub.WithProtocol(SslProtocols.Tls12);
        using SocketsHttpHandler handler = new();
        handler.SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls13, RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null };
        await using CloudStackClient client = CreateClient(server, handler);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => client.Zones.ListZones().ToListAsync()))!;

        Assert.That((e.IsTransient, server.Connections), Is.EqualTo((false, 1)), e.Message);
        Assert.That(e.Message, Does.Contain($"127.0.0.1:{server.Endpoint.Port}"));
    }

    /// <summary>A callback that refuses, and one that accepts what nobody trusts.</summary>
    [Test]
    public async Task What_a_callback_of_a_handler_says_counts([Values] bool old)
    {
        using TlsStub server = TlsStub.WithCertificate("127.0.0.1");
        using HttpMessageHandler handler = old
            ? new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => false }
            : new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => false } };
        await using CloudStackClient client = CreateClient(server, handler);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => client.Zones.ListZones().ToListAsync()))!;

        Assert.That((e.IsTransient, server.Connections), Is.EqualTo((false, 1)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_server_that_dies_in_the_handshake_is_a_passing_failure(bool resets)
    {
        using TlsStub server = TlsStub.ThatDies(resets);
        await using CloudStackClient client = CreateClient(server);

        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => client.Zones.ListZones().ToListAsync()))!;

        Assert.That(e.IsTransient, e.ToString());
        Assert.That(server.Connections, Is.GreaterThan(1), "it is tried again");
    }

    /// <summary>The certificate expires during waits for jobs: each wait ends with its next poll, not with its deadline.</summary>
    [TestCase(1)]
    [TestCase(10)]
    public async Task Waits_end_at_their_next_look(int jobs)
    {
        Expiring? handler = null;
        await using VirtualCloud cloud = new(outside: inner => handler = new Expiring(inner));
        JobHandle[] handles = new JobHandle[jobs];
        for (int i = 0; i < jobs; i++)
        {
            cloud.Engine.PlanJob(ending: JobEnding.Never);
            handles[i] = await cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy($"m{i}")));
        }

        handler!.IsExpired = true;
        Task<JobResult>[] waits = [.. handles.Select(handle => handle.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromHours(2) }))];
        await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(2));

        for (int i = 0; i < jobs; i++)
        {
            Assert.That(waits[i].IsFaulted, "the wait has ended");
            CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => waits[i]))!;
            Assert.That((e.IsTransient, e.Job), Is.EqualTo((false, handles[i])));
        }
    }

    private static IEnumerable<Func<Task>> Calls(CloudStackClient client)
    {
        yield return () => client.Zones.ListZones().ToListAsync();
        yield return () => client.Networks.CreateNetworkAsync(new() { Name = "n", NetworkOfferingId = "o", ZoneId = "z" });
        yield return () => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" });
        yield return () => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" });
        yield return () => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v", CustomJobId = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44" });
        yield return () => client.Jobs.Resume("6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44").WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(1) });
    }

    private static CloudStackClient CreateClient(TlsStub server, HttpMessageHandler? handler = null) => new(
        new CloudStackClientOptions
        {
            Endpoint = server.Endpoint,
            ApiKey = "the-api-key",
            SecretKey = "the-secret-key",
            MaxRetries = 1,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(20) },
        },
        handler);

    private static TestCaseData Case(string name, Func<TlsStub> start) => new TestCaseData(start).SetArgDisplayNames(name);

    /// <summary>Fails as the connections do once the certificate has expired.</summary>
    private sealed class Expiring(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool IsExpired { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => IsExpired
            ? throw new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                "The SSL connection could not be established, see inner exception.",
                new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid"))
            : base.SendAsync(request, cancellationToken);
    }
}
