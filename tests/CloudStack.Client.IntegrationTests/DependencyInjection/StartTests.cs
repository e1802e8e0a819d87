using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>A host reports invalid options when it starts, instead of at the first call.</summary>
internal sealed class StartTests
{
    [Test]
    public async Task A_host_with_bad_options_does_not_start_and_names_every_problem()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddCloudStackClient(options =>
        {
            options.SecretKey = "the-secret-key";
            options.ReadTimeout = TimeSpan.Zero;
            options.Polling.BackoffFactor = 0;
        });
        using IHost host = builder.Build();

        OptionsValidationException error = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(error.Failures, Is.EqualTo(new[]
        {
            "Endpoint is missing; it must be the address of the API, such as https://cloud.example.org/client/api.",
            "ApiKey is missing; set ApiKey and SecretKey, or UserName and Password, or Credentials.",
            "ReadTimeout is 00:00:00; it must be from 10 ms to 24 h.",
            "Polling.BackoffFactor is 0; it must be a number from 1 to 100.",
        }));
        Assert.That(error.ToString(), Does.Not.Contain("the-secret-key"));
    }

    [Test]
    public async Task A_host_does_not_start_without_the_certificates_that_it_trusts()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Tenant:Endpoint", "https://cloud.example.org/client/api"),
            new("Tenant:ApiKey", "k"),
            new("Tenant:SecretKey", "s"),
            new("Tenant:Connection:TrustedCertificatesFile", "/nowhere/ca.pem"),
            new("Tenant:Connection:ProxyPassword", "hunter-two"),
        ]);
        builder.Services.AddCloudStackClient("tenant-a", builder.Configuration.GetSection("Tenant"));
        using IHost host = builder.Build();

        OptionsValidationException error = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(error.Failures, Is.EqualTo(new[]
        {
            "CloudStack client 'tenant-a': Connection.Proxy is missing; it is required with Connection.ProxyUserName and Connection.ProxyPassword.",
            "CloudStack client 'tenant-a': Connection.ProxyUserName is missing; it is required with Connection.ProxyPassword.",
            "CloudStack client 'tenant-a': Connection.TrustedCertificatesFile is '/nowhere/ca.pem', which cannot be read: the file does not exist.",
        }));
        Assert.That(error.ToString(), Does.Not.Contain("hunter-two"));
    }

    [Test]
    public async Task The_problems_of_a_named_client_say_whose_they_are()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([new("Tenant:Endpoint", "https://cloud.example.org/client/api"), new("Tenant:UserName", "ann")]);
        builder.Services.AddCloudStackClient("tenant-a", builder.Configuration.GetSection("Tenant"));
        using IHost host = builder.Build();

        OptionsValidationException error = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(error.Failures, Is.EqualTo(new[] { "CloudStack client 'tenant-a': Password is missing; it is required when UserName is set." }));
    }

    [Test]
    public async Task A_value_of_the_wrong_type_is_told_with_its_key()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([new("CloudStack:ReadTimeout", "soon")]);
        builder.Services.AddCloudStackClient(builder.Configuration.GetSection("CloudStack"));
        using IHost host = builder.Build();

        await Assert.ThatAsync(() => host.StartAsync(), Throws.InvalidOperationException.With.Message.Contains("CloudStack:ReadTimeout"));
    }

    [Test]
    public async Task A_host_with_good_options_starts_without_sending_anything()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddCloudStackClient(cloud.Configure);
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.That(cloud.Engine.CountRequests("listZones"), Is.Zero);
    }
}
