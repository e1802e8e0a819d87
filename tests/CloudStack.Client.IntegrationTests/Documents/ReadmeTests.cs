using System.Text.RegularExpressions;
using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents;

internal sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Documents");

    [TestCase("README.md", "ReadmeExamples.cs", "deploy")]
    [TestCase("README.md", "ReadmeExamples.cs", "virtual time")]
    [TestCase("README.md", "ReadmeOwnCommands.cs", "own command")]
    [TestCase("README.md", "ReadmeHostExamples.cs", "registration")]
    [TestCase("README.md", "ReadmeHostExamples.cs", "credentials")]
    [TestCase("README.md", "ReadmeHostExamples.cs", "telemetry")]
    [TestCase("README.md", "ReadmeHostExamples.cs", "interop")]
    [TestCase("PackageReadme.md", "ReadmeExamples.cs", "deploy")]
    public void The_example_in_the_document_is_the_one_that_is_compiled_and_run(string document, string source, string name) =>
        Assert.That(Blocks(document), Has.Member(Example(source, name)));

    [TestCase("README.md")]
    [TestCase("PackageReadme.md")]
    public void The_document_has_no_example_that_is_not_compiled(string document)
    {
        string[] compiled =
        [
            Example("ReadmeExamples.cs", "deploy"),
            Example("ReadmeExamples.cs", "virtual time"),
            Example("ReadmeOwnCommands.cs", "own command"),
            Example("ReadmeHostExamples.cs", "registration"),
            Example("ReadmeHostExamples.cs", "credentials"),
            Example("ReadmeHostExamples.cs", "telemetry"),
            Example("ReadmeHostExamples.cs", "interop"),
        ];

        Assert.That(Blocks(document), Is.Not.Empty.And.SubsetOf(compiled));
    }

    [Test]
    public void The_readme_names_the_two_commands() => Assert.That(
        Read("README.md"),
        Does.Contain("dotnet run --project samples/QuickStart").And.Contain("dotnet test CloudStack.Client.sln"));

    [Test]
    public async Task The_deploy_example_ends_in_a_machine()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();

        VirtualMachine? machine = await DeployAsync(cloud, TimeSpan.FromMinutes(2), CancellationToken.None);

        Assert.That(machine!.State, Is.EqualTo("Running"));
    }

    [Test]
    public async Task The_deploy_example_survives_a_failing_job_a_purged_one_a_deadline_and_a_cancellation()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        using CancellationTokenSource stop = new();

        cloud.Engine.PlanJob(ending: JobEnding.Failure(530, "insufficient capacity"));
        VirtualMachine? failed = await DeployAsync(cloud, TimeSpan.FromMinutes(2), CancellationToken.None);
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        VirtualMachine? late = await DeployAsync(cloud, TimeSpan.FromSeconds(2), CancellationToken.None);
        cloud.Engine.PlanJob(ending: JobEnding.Never);
        Task<VirtualMachine?> canceled = DeployAsync(cloud, TimeSpan.FromMinutes(10), stop.Token);
        while (cloud.Engine.Jobs is not [_, _, { Queries: > 0 }])
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(failed, Is.Null);
            Assert.That(late, Is.Null);
            Assert.That(await canceled, Is.Null);
        });
    }

    [Test]
    public async Task The_virtual_time_example_holds() => Assert.That(await ReadmeExamples.VirtualTimeAsync(), Is.Not.Null);

    [Test]
    public async Task The_own_commands_of_the_example_reach_the_server()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        VolumesApi volumes = new(cloud.Client.Commands);

        Volume made = await volumes.CreateVolumeAsync(new() { Name = "data-1", ZoneId = cloud.Parts.ZoneId, Size = 20 }).WaitForResultAsync();
        List<Volume> listed = await volumes.ListVolumes().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(made.Name, Is.EqualTo("data-1"));
            Assert.That(listed.Select(volume => volume.Id), Is.EqualTo(new[] { made.Id }));
        });
    }

    private static Task<VirtualMachine?> DeployAsync(SocketCloud cloud, TimeSpan deadline, CancellationToken cancellationToken)
    {
        DeployVirtualMachineRequest request = cloud.Parts.Deploy($"web-{cloud.Engine.Jobs.Count}");
        return ReadmeExamples.DeployAsync(cloud.Endpoint, cloud.Engine.Admin.ApiKey, cloud.Engine.Admin.SecretKey, request, deadline, cancellationToken);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");

    private static List<string> Blocks(string document) => [.. CodeBlock().Matches(Read(document)).Select(match => match.Groups[1].Value.TrimEnd())];

    /// <summary>The lines between the markers, moved to the left margin.</summary>
    private static string Example(string source, string name)
    {
        string[] lines = Read(source).Split('\n');
        int start = Array.FindIndex(lines, line => line.Trim() == $"// README: {name}");
        int end = Array.FindIndex(lines, start + 1, line => line.Trim() == "// README: end");
        int margin = lines[start].Length - lines[start].TrimStart().Length;
        return string.Join('\n', lines[(start + 1)..end].Select(line => line.Length > margin ? line[margin..] : "")).TrimEnd();
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
