using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Generation;

/// <summary>What a debugger and a log show of an object: what distinguishes it from others, and no secrets.</summary>
public partial class DebuggerDisplayTests
{
    private static readonly string[] Telling = ["Name", "Id", "State"];

    /// <summary>What the server itself treats as a secret.</summary>
    private static readonly string[] Secrets = ["ApiKeyPair.Id"];

    private static IEnumerable<Type> Types => typeof(VirtualMachine).Assembly.GetExportedTypes();

    private static IEnumerable<Type> Models => Types.Where(type => type.IsDefined(typeof(CloudStackModelAttribute)));

    [Test]
    public void A_model_shows_its_type_and_what_it_has_of_name_id_and_state() => Assert.Multiple(() =>
    {
        foreach (Type model in Models)
        {
            string[] shown = [.. Telling.Where(name => model.GetProperty(name) is { } property && Scalar(property) && !Secrets.Contains($"{model.Name}.{name}"))];
            string? display = shown.Length == 0 ? null : $"{model.Name}: {string.Join(", ", shown.Select(name => $"{name} = {{{name},nq}}"))}";

            Assert.That(model.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value, Is.EqualTo(display), model.Name);
        }
    });

    [Test]
    public void Every_display_is_made_of_what_is_there() => Assert.Multiple(() =>
    {
        foreach (Type type in Types)
        {
            foreach (Match hole in Hole().Matches(type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value ?? ""))
            {
                Assert.That(type.GetProperty(hole.Groups[1].Value), Is.Not.Null, $"{type.Name}: {hole.Value}");
            }
        }
    });

    [Test]
    public async Task Values_of_the_SDK_say_what_they_are()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        JobSnapshot running = new() { JobId = "j", Status = JobStatus.Pending };
        JobSnapshot failed = new() { JobId = "j", Status = JobStatus.Failed, Error = new JobError(530, "a text of the server", ErrorKind.Internal), RawResult = "secret"u8.ToArray() };

        Assert.Multiple(() =>
        {
            Assert.That(running.ToString(), Is.EqualTo("job j: Pending"));
            Assert.That(failed.ToString(), Is.EqualTo("job j: Failed (530, Internal)"));
            Assert.That(new JobProgress(JobStatus.Pending, TimeSpan.FromSeconds(3), 4, running).ToString(), Does.Contain("job j: Pending"));
            Assert.That(cloud.Client.Zones.ListZones(new() { Keyword = "private" }).ToString(), Is.EqualTo("query of Zone: listZones"));
            Assert.That(PagedQuery<Zone>.FromItems([new Zone(), new Zone()]).ToString(), Is.EqualTo("query of Zone: 2 items"));
            Assert.That(JobResult<Zone>.Success(new Zone(), jobId: "j").ToString(), Is.EqualTo("job j: Succeeded"));
            Assert.That(JobHandle<Zone>.Pending(jobId: "j").ToString(), Is.EqualTo("job j"));
        });
    }

    private static bool Scalar(PropertyInfo property) =>
        property.PropertyType == typeof(string) || property.PropertyType == typeof(int?) || property.PropertyType == typeof(long?);

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Hole();
}
