using System.Runtime.CompilerServices;
using CloudStack.Client.Models;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>Sources of hints that are registered in addition to a client.</summary>
internal sealed class CompletionSourceTests
{
    [Test]
    public async Task A_client_reads_the_sources_of_its_own_key_and_those_of_its_options()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Source plain = new();
        Source keyed = new();
        Source ofOptions = new();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient(cloud.Configure);
            services.AddCloudStackClient("one", options =>
            {
                cloud.Configure(options);
                options.CompletionSources = [ofOptions];
            });
            services.AddSingleton<IJobCompletionSource>(plain);
            services.AddKeyedSingleton<IJobCompletionSource>("one", keyed);
        });

        await DeployAsync(services.GetRequiredService<ICloudStackClient>(), cloud, "web-1");
        int[] afterThePlainOne = [plain.Readers, keyed.Readers, ofOptions.Readers];
        await DeployAsync(services.GetRequiredKeyedService<ICloudStackClient>("one"), cloud, "web-2");

        Assert.That(afterThePlainOne, Is.EqualTo(new[] { 1, 0, 0 }));
        Assert.That(new[] { plain.Readers, keyed.Readers, ofOptions.Readers }, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    private static Task<VirtualMachine> DeployAsync(ICloudStackClient client, ContainerCloud cloud, string name) =>
        client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy(name)).WaitForResultAsync();

    private sealed class Source : IJobCompletionSource
    {
        private int _readers;

        public int Readers => Volatile.Read(ref _readers);

        public async IAsyncEnumerable<JobHint> ReadHintsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _readers);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield break;
        }
    }
}
