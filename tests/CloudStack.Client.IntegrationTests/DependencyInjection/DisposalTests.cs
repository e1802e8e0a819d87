using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Reader.OwnCommands;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>The container is disposed, and its clients with it.</summary>
internal sealed class DisposalTests
{
    [Test]
    public async Task Waits_and_calls_that_are_under_way_end_when_the_container_is_disposed([Values] bool asynchronously)
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(cloud.Configure));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        JobHandle<VirtualMachine> job = await client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"));
        Task wait = job.WaitForCompletionAsync();
        FaultRule hang = cloud.Engine.Faults.Add(Fault.Hang, "listZones");
        Task call = client.Zones.ListZones().ToListAsync();
        while (hang.Hits == 0 || cloud.Engine.CountRequests("queryAsyncJobResult") == 0)
        {
            await Task.Delay(10);
        }

        if (asynchronously)
        {
            await services.DisposeAsync();
        }
        else
        {
            services.Dispose();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Zones.ListZones().ToListAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => job.WaitForCompletionAsync());
    }

    [Test]
    public async Task Clients_of_the_factory_belong_to_those_who_made_them()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClientFactory());
        CloudStackClientOptions options = new();
        cloud.Configure(options);
        ICloudStackClientFactory factory = services.GetRequiredService<ICloudStackClientFactory>();
        ICloudStackClient first = factory.Create(options);
        await using ICloudStackClient second = factory.Create(options);
        Assert.That(second, Is.Not.SameAs(first), "the factory doesn't keep clients");

        await first.DisposeAsync();
        await first.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.Zones.ListZones().ToListAsync());
        Assert.That(await second.Zones.ListZones().ToListAsync(), Is.Not.Empty, "the first client must not close the connections");
        await services.DisposeAsync();
    }

    /// <summary>Code that shares a client shouldn't dispose it, but if it does, that must not break the disposal of the container.</summary>
    [Test]
    public async Task A_registered_client_that_is_disposed_early_is_so_for_everybody([Values(null, "tenant")] string? name)
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient(cloud.Configure);
            services.AddCloudStackClient("tenant", cloud.Configure);
            services.AddCloudStackApi<IVolumesApi>(name);
        });
        ICloudStackClient client = services.GetRequiredKeyedService<ICloudStackClient>(name);
        IVolumesApi volumes = services.GetRequiredKeyedService<IVolumesApi>(name);
        ICloudStackClient other = services.GetRequiredKeyedService<ICloudStackClient>(name is null ? "tenant" : null);
        await volumes.ListVolumes().ToListAsync();

        await client.DisposeAsync();

        Assert.That(services.GetRequiredKeyedService<ICloudStackClient>(name), Is.SameAs(client));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Zones.ListZones().ToListAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => volumes.ListVolumes().ToListAsync());
        Assert.That(await other.Zones.ListZones().ToListAsync(), Is.Not.Empty);
        await services.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.Zones.ListZones().ToListAsync());
    }
}
