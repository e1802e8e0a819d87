using CloudStack.Client.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Reader.OwnCommands;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>Clients from a container, over real HTTP.</summary>
internal sealed class RegistrationTests
{
    [Test]
    public async Task A_client_that_was_registered_with_code_deploys_a_machine()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(cloud.Configure));

        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
        VirtualMachine machine = await client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-1")).WaitForResultAsync();

        Assert.That(machine.State, Is.EqualTo("Running"));
        Assert.That(services.GetRequiredService<ICloudStackClient>(), Is.SameAs(client), "it owns the poller, so there is one");
    }

    [Test]
    public async Task A_client_that_was_registered_with_a_section_takes_every_option_from_it()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Dictionary<string, string?> settings = cloud.Settings("CloudStack");
        settings["CloudStack:Polling:Timeout"] = "00:07:00";
        settings["CloudStack:Method"] = "getforreads";
        settings["CloudStack:MaxRetries"] = "0";
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(configuration.GetSection("CloudStack")));

        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
        await client.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(client.Endpoint, Is.EqualTo(cloud.Endpoint));
            Assert.That(client.Polling.Timeout, Is.EqualTo(TimeSpan.FromMinutes(7)));
            Assert.That(client.Polling.InitialDelay, Is.EqualTo(TimeSpan.FromMilliseconds(20)));
        });
    }

    [Test]
    public async Task Polling_is_set_by_code_at_the_registration_and_shown_as_a_copy()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(options =>
        {
            cloud.Configure(options);
            options.Polling.Timeout = TimeSpan.FromMinutes(7);
        }));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();

        PollingOptions shown = client.Polling;
        shown.Timeout = TimeSpan.FromMinutes(9);

        Assert.That(client.Polling.Timeout, Is.EqualTo(TimeSpan.FromMinutes(7)));
    }

    [Test]
    public async Task Keyed_clients_talk_to_their_own_clouds()
    {
        await using ContainerCloud one = await ContainerCloud.StartAsync();
        await using ContainerCloud two = await ContainerCloud.StartAsync();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(two.Settings("Two")).Build();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient("one", one.Configure);
            services.AddCloudStackClient("two", configuration.GetSection("Two"));
            services.AddSingleton<Consumer>();
        });

        Consumer consumer = services.GetRequiredService<Consumer>();
        await consumer.One.Zones.ListZones().ToListAsync();
        await consumer.Two.Zones.ListZones().ToListAsync();
        await consumer.Two.Zones.ListZones().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(one.Engine.CountRequests("listZones"), Is.EqualTo(1));
            Assert.That(two.Engine.CountRequests("listZones"), Is.EqualTo(2));
            Assert.That(services.GetService<ICloudStackClient>(), Is.Null, "none was registered without a name");
        });
    }

    [Test]
    public async Task An_interface_of_one_s_own_comes_with_the_client_it_belongs_to()
    {
        await using ContainerCloud main = await ContainerCloud.StartAsync();
        await using ContainerCloud other = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddCloudStackClient(main.Configure);
            services.AddCloudStackClient("other", other.Configure);
            services.AddCloudStackApi<IVolumesApi>();
            services.AddCloudStackApi<IVolumesApi>("other");
        });

        await services.GetRequiredService<IVolumesApi>().ListVolumes().ToListAsync();
        await services.GetRequiredKeyedService<IVolumesApi>("other").ListVolumes().ToListAsync();
        await services.GetRequiredKeyedService<IVolumesApi>("other").ListVolumes().ToListAsync();

        Assert.That(main.Engine.CountRequests("listVolumes"), Is.EqualTo(1));
        Assert.That(other.Engine.CountRequests("listVolumes"), Is.EqualTo(2));
    }

    [Test]
    public async Task Tenants_that_are_known_only_at_run_time_get_clients_from_the_factory()
    {
        await using ContainerCloud one = await ContainerCloud.StartAsync();
        await using ContainerCloud two = await ContainerCloud.StartAsync();
        Counting counting = new();
        await using ServiceProvider services = ContainerCloud.Build(services =>
            services.AddCloudStackClientFactory().AddHttpMessageHandler(() => counting));
        ICloudStackClientFactory factory = services.GetRequiredService<ICloudStackClientFactory>();

        foreach (ContainerCloud cloud in new[] { one, two })
        {
            CloudStackClientOptions options = new();
            cloud.Configure(options);
            await using ICloudStackClient client = factory.Create(options);
            await client.Zones.ListZones().ToListAsync();
        }

        Assert.Multiple(() =>
        {
            Assert.That(one.Engine.CountRequests("listZones"), Is.EqualTo(1));
            Assert.That(two.Engine.CountRequests("listZones"), Is.EqualTo(1));
            Assert.That(counting.Requests, Is.EqualTo(2), "they share the factory's pipeline");
            Assert.That(() => factory.Create(new CloudStackClientOptions()), Throws.ArgumentException.With.Message.Contains("Endpoint is missing"));
        });
    }

    [Test]
    public async Task New_keys_in_a_configuration_that_is_loaded_again_are_used_from_the_next_request_on()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Dictionary<string, string?> settings = cloud.Settings("CloudStack");
        (string key, string secret) = (settings["CloudStack:ApiKey"]!, settings["CloudStack:SecretKey"]!);
        settings["CloudStack:ApiKey"] = "an-old-key";
        settings["CloudStack:SecretKey"] = "an-old-secret";
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(configuration.GetSection("CloudStack")));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
        CloudStackApiException? refused = await Assert.CatchAsync<CloudStackApiException>(() => client.Zones.ListZones().ToListAsync());

        // Half an edit makes no sense: the framework reports it to the code that loads it, and the client changes nothing.
        configuration["CloudStack:SecretKey"] = "";
        Assert.Catch(configuration.Reload);
        CloudStackApiException? still = await Assert.CatchAsync<CloudStackApiException>(() => client.Zones.ListZones().ToListAsync());
        configuration["CloudStack:ApiKey"] = key;
        configuration["CloudStack:SecretKey"] = secret;
        configuration.Reload();

        Assert.That(await client.Zones.ListZones().ToListAsync(), Is.Not.Empty);
        Assert.That(refused!.Kind, Is.EqualTo(ErrorKind.Authentication));
        Assert.That(still!.Kind, Is.EqualTo(ErrorKind.Authentication));
    }

    /// <summary>A text that can't be converted fails in the configuration's own code, with an exception of its own.</summary>
    [TestCase("MaxRetries", "three")]
    [TestCase("ReadTimeout", "1x")]
    [TestCase("Connection:UseProxy", "perhaps")]
    [TestCase("Polling:Timeout", "soon")]
    [TestCase("MaxRetries", "-1")]
    public async Task A_mistake_in_a_configuration_that_is_loaded_again_stops_no_call(string option, string text)
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(cloud.Settings("CloudStack")).Build();
        await using ServiceProvider services = ContainerCloud.Build(services => services.AddCloudStackClient(configuration.GetSection("CloudStack")));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
        await client.Zones.ListZones().ToListAsync();

        configuration[$"CloudStack:{option}"] = text;
        Assert.Catch(configuration.Reload);

        Assert.That(await client.Zones.ListZones().ToListAsync(), Is.Not.Empty);
    }

    [Test]
    public void Arguments_that_make_no_sense_are_refused_by_name()
    {
        ServiceCollection services = new();

        Assert.Multiple(() =>
        {
            Assert.That(() => services.AddCloudStackClient(" ", _ => { }), Throws.ArgumentException.With.Property("ParamName").EqualTo("name"));
            Assert.That(() => services.AddCloudStackClient((Action<CloudStackClientOptions>)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("configure"));
            Assert.That(() => services.AddCloudStackClient("a", (IConfiguration)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("section"));
        });
    }

    private sealed class Consumer([FromKeyedServices("one")] ICloudStackClient one, [FromKeyedServices("two")] ICloudStackClient two)
    {
        public ICloudStackClient One { get; } = one;

        public ICloudStackClient Two { get; } = two;
    }

    private sealed class Counting : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
