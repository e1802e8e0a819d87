using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>Interfaces that share a short name, as those of several projects may (reactiveui/refit#1519, #1646, #1686).</summary>
internal sealed class ApiRegistrationTests
{
    public interface IZonesApi
    {
        [Get("?command=listZones")]
        PagedQuery<Zone> ListZones(string? name = null);
    }

    public interface IInherited : IZonesApi
    {
        [Get("?command=listUsers")]
        PagedQuery<User> ListUsers();
    }

    public interface ITyped<TRequest>
        where TRequest : QueryRequest<Zone>
    {
        [Get("?command=listZones")]
        PagedQuery<Zone> List([Body] TRequest request);
    }

    public interface ICommandsOfZones : ITyped<ListZonesRequest>;

    [Test]
    public async Task Interfaces_of_the_same_name_are_kept_apart()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient(cloud.Configure);
            services.AddCloudStackApi<Apis.IZonesApi>();
            services.AddCloudStackApi<IZonesApi>();
            services.AddCloudStackApi<Other.IZonesApi>();
        });

        int ours = await services.GetRequiredService<Apis.IZonesApi>().ListZones().CountAsync();
        int nested = await services.GetRequiredService<IZonesApi>().ListZones("nowhere").CountAsync();
        int other = await services.GetRequiredService<Other.IZonesApi>().CountUsers().CountAsync();

        Assert.That((ours, nested, other), Is.EqualTo((3, 0, 1)));
        Assert.That((cloud.Engine.CountRequests("listZones"), cloud.Engine.CountRequests("listUsers")), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Inherited_interfaces_are_implemented_generic_ones_included()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient("a", cloud.Configure);
            services.AddCloudStackApi<IInherited>("a");
            services.AddCloudStackApi<ICommandsOfZones>("a");
        });

        IInherited inherited = services.GetRequiredKeyedService<IInherited>("a");

        Assert.That((await inherited.ListZones().CountAsync(), await inherited.ListUsers().CountAsync()), Is.EqualTo((3, 1)));
        Assert.That(await services.GetRequiredKeyedService<ICommandsOfZones>("a").List(new()).CountAsync(), Is.EqualTo(3));
        Assert.That(services.GetRequiredKeyedService<IInherited>("a"), Is.SameAs(inherited));
        Assert.That(
            Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<ICloudStackClient>("a").CreateApi<ITyped<ListZonesRequest>>())!.Message,
            Does.Contain("derive an interface without type parameters from it"),
            "Refit doesn't implement an interface with type parameters itself");
    }
}
