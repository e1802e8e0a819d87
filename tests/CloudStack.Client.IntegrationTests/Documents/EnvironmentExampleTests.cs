using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using CloudStack.Client.IntegrationTests.Documents.Examples;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>
/// The examples that take their cloud from the environment do what their documents say. They change the process's environment, so
/// they run alone.
/// </summary>
[NonParallelizable]
internal sealed class EnvironmentExampleTests
{
    private static readonly string[] Names = ["CLOUDSTACK_ENDPOINT", "CLOUDSTACK_API_KEY", "CLOUDSTACK_SECRET_KEY"];

    private readonly string?[] _before = [.. Names.Select(Environment.GetEnvironmentVariable)];

    [TearDown]
    public void Restore() => Set(_before);

    [Test]
    public async Task The_tests_of_a_real_cloud_run_and_leave_nothing_behind()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Name(cloud);
        await using CloudStackClient client = new(CloudStackProfile.FromEnvironment());
        AffinityGroup other = await client.AffinityGroups.CreateAffinityGroupAsync(new() { Name = "other", Type = "host anti-affinity" }).WaitForResultAsync();
        await client.AffinityGroups.CreateAffinityGroupAsync(new() { Name = "my-app-test-old", Type = "host anti-affinity" }).WaitForResultAsync();
        RealCloudTests tests = new();

        await tests.ConnectAsync();
        await tests.An_affinity_group_is_created_and_found();
        await tests.DisconnectAsync();

        List<AffinityGroup> left = await client.AffinityGroups.ListAffinityGroups().ToListAsync();
        Assert.That(left.Select(group => group.Id), Is.EqualTo(new[] { other.Id }));
        Assert.That(cloud.Engine.CountRequests("deleteAffinityGroup"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_tests_of_a_real_cloud_are_ignored_without_one()
    {
        Set([null, null, null]);

        await Assert.ThrowsAsync<IgnoreException>(() => new RealCloudTests().ConnectAsync());
    }

    [Test]
    public async Task The_machines_of_the_cloud_in_the_environment_are_started()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Name(cloud);
        await using CloudStackClient client = new(CloudStackProfile.FromEnvironment());
        VirtualMachine machine = await client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-1")).WaitForResultAsync();
        await client.VirtualMachines.StopVirtualMachineAsync(new() { Id = machine.Id }).WaitForResultAsync();

        await PackageExamples.StartMachinesAsync();

        VirtualMachine started = await client.VirtualMachines.ListVirtualMachines().GetByNameAsync("web-1");
        Assert.That(started.State, Is.EqualTo("Running"));
    }

    private static void Name(ContainerCloud cloud) => Set([cloud.Endpoint.ToString(), cloud.Engine.Admin.ApiKey, cloud.Engine.Admin.SecretKey]);

    private static void Set(string?[] values)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            Environment.SetEnvironmentVariable(Names[i], values[i]);
        }
    }
}
