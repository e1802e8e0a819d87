using CloudStack.Client.Tests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Three of four jobs of a server end within a tenth of a second (tags, firewall rules, volumes), but were reported after one
/// second each: twenty of them in sequence took twenty seconds.
/// </summary>
public class QuickJobsAreToldAtOnceTests
{
    [TestCase(5)]
    [TestCase(20)]
    [TestCase(60)]
    [TestCase(100)]
    public async Task Twenty_in_a_row_take_little_longer_than_the_server(int milliseconds)
    {
        TimeSpan duration = TimeSpan.FromMilliseconds(milliseconds);
        await using TestCloud cloud = new(simulator: new SimulatorOptions { JobDuration = duration });
        string zone = cloud.Engine.AddZone("z");

        await cloud.Clock.RunUntilAsync(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                JobResult result = await cloud.Client.ResourceTags
                    .CreateTagsAsync(new() { ResourceIds = [zone], ResourceType = "Zone", Tags = new Dictionary<string, string> { [$"k{i}"] = "v" } })
                    .WaitForCompletionAsync();
                Assert.That(result.IsSuccess);
            }
        });

        Assert.That(cloud.Clock.Elapsed, Is.LessThan(20 * (duration + TimeSpan.FromMilliseconds(50))));
        Assert.That(cloud.Engine.RequestCount, Is.LessThan(20 * 3), "two requests per job, and a few more until the command is known");
    }

    [Test]
    public async Task Many_of_several_commands_at_once_are_told_within_a_third_of_a_second()
    {
        await using TestCloud cloud = new(simulator: new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(40) });
        string zone = cloud.Engine.AddZone("z");

        JobResult[] results = await cloud.Clock.RunUntilAsync(() => Task.WhenAll(Enumerable.Range(0, 30).Select(async i => (JobResult)(i % 2 == 0
            ? await cloud.Client.Volumes.CreateVolumeAsync(new() { Name = $"v{i}", ZoneId = zone, Size = 1 }).WaitForCompletionAsync()
            : await cloud.Client.ResourceTags
                .CreateTagsAsync(new() { ResourceIds = [zone], ResourceType = "Zone", Tags = new Dictionary<string, string> { [$"k{i}"] = "v" } })
                .WaitForCompletionAsync()))));

        Assert.That(results.Select(static result => result.IsSuccess), Has.All.True);
        Assert.That(cloud.Clock.Elapsed, Is.LessThan(TimeSpan.FromMilliseconds(40 + 293)));
    }
}
