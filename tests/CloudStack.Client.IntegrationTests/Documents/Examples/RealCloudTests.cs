using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

// README: real cloud
/// <summary>Runs against the cloud set in the environment; ignored if there is none.</summary>
public sealed class RealCloudTests
{
    private const string Prefix = "my-app-test-";                               // what these tests create, and nothing else

    private CloudStackClient? _client;

    [OneTimeSetUp]
    public async Task ConnectAsync()
    {
        if (Array.Exists(["CLOUDSTACK_ENDPOINT", "CLOUDSTACK_API_KEY", "CLOUDSTACK_SECRET_KEY"], name => Environment.GetEnvironmentVariable(name) is null))
        {
            Assert.Ignore("These tests need CLOUDSTACK_ENDPOINT, CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY.");
        }

        _client = new CloudStackClient(CloudStackProfile.FromEnvironment());
        await CleanUpAsync(_client);                                            // what an earlier run left behind
    }

    [OneTimeTearDown]
    public async Task DisconnectAsync()
    {
        if (_client is not null)
        {
            await CleanUpAsync(_client);
            await _client.DisposeAsync();
        }
    }

    [Test]
    public async Task An_affinity_group_is_created_and_found()
    {
        string name = $"{Prefix}{Guid.NewGuid():N}";
        AffinityGroup created = await _client!.AffinityGroups
            .CreateAffinityGroupAsync(new() { Name = name, Type = "host anti-affinity" })
            .WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromMinutes(2) });

        AffinityGroup found = await _client.AffinityGroups.ListAffinityGroups().GetByNameAsync(name);

        Assert.That(found.Id, Is.EqualTo(created.Id));
    }

    private static async Task CleanUpAsync(CloudStackClient client)
    {
        await foreach (AffinityGroup group in client.AffinityGroups.ListAffinityGroups())
        {
            if (group.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                await client.AffinityGroups.DeleteAffinityGroupAsync(new() { Id = group.Id }).WaitForResultAsync();
            }
        }
    }
}
// README: end
