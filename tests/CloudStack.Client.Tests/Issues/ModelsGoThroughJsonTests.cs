using System.Text.Json;
using System.Text.Json.Serialization;
using CloudStack.Client.Generation;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Applications keep results in their own caches, queues and files, and write test data by hand. Every model and every request
/// survives a round trip through System.Text.Json with all its values. A list as the result of a job used to be written but
/// couldn't be read back, and parameters that a request doesn't declare were lost without an error.
/// </summary>
public partial class ModelsGoThroughJsonTests
{
    private static readonly JsonSerializerOptions[] Serializers = [new(), new(JsonSerializerDefaults.Web)];

    private static IEnumerable<Type> Models => typeof(VirtualMachine).Assembly.GetTypes()
        .Concat([typeof(Specimen), typeof(OwnMachine)])
        .Where(type => type is { IsAbstract: false, IsGenericType: false }
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICloudStackModel<>)))
        .Where(type => type.IsPublic || type.Namespace == typeof(Specimen).Namespace);

    private static IEnumerable<Type> Requests =>
        typeof(VirtualMachine).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericType: false, IsPublic: true } && type.IsSubclassOf(typeof(CommandRequest)));

    [TestCaseSource(nameof(Serializers))]
    public void Every_model_comes_back(JsonSerializerOptions options)
    {
        Assert.That(Models.Count(), Is.GreaterThan(300));
        Assert.That(Models.SelectMany(type => Lost(type, options)), Is.Empty);
    }

    [TestCaseSource(nameof(Serializers))]
    public void Every_request_comes_back(JsonSerializerOptions options)
    {
        Assert.That(Requests.Count(), Is.GreaterThan(900));
        Assert.That(Requests.SelectMany(type => Lost(type, options)), Is.Empty);
    }

    [Test]
    public void Every_property_is_filled() =>
        Assert.That(Models.SelectMany(type => FilledObject.Unfilled(FilledObject.Of(type)).Select(name => $"{type.Name}.{name}")), Is.Empty);

    [TestCaseSource(nameof(Serializers))]
    public void A_list_as_the_result_of_a_job_comes_back(JsonSerializerOptions options)
    {
        JobList<DedicatedZone> list = (JobList<DedicatedZone>)FilledObject.Of(typeof(JobList<DedicatedZone>));

        JobList<DedicatedZone> read = JsonSerializer.Deserialize<JobList<DedicatedZone>>(JsonSerializer.Serialize(list, options), options)!;

        Assert.That(read, Has.Count.EqualTo(2));
        Assert.That(FilledObject.Differences(list, read, "list"), Is.Empty);
        Assert.That(JsonSerializer.Deserialize<JobList<DedicatedZone>>("[]", options), Is.Empty);
    }

    [Test]
    public void Generated_contexts_read_the_same()
    {
        Zone zone = (Zone)FilledObject.Of(typeof(Zone));
        JobList<Zone> list = new([zone]);

        JobList<Zone> read = JsonSerializer.Deserialize(JsonSerializer.Serialize(list, ModelContext.Default.JobListZone), ModelContext.Default.JobListZone)!;

        Assert.That(FilledObject.Differences(list, read, "list"), Is.Empty);
    }

    /// <summary>Nobody changes what a server sent.</summary>
    [Test]
    public void A_list_with_items_cannot_be_added_to()
    {
        ICollection<Zone> list = new JobList<Zone>([new Zone { Id = "z1" }]);

        Assert.Multiple(() =>
        {
            Assert.That(list.IsReadOnly);
            Assert.That(() => list.Add(new Zone()), Throws.TypeOf<NotSupportedException>());
            Assert.That(list.Clear, Throws.TypeOf<NotSupportedException>());
            Assert.That(() => list.Remove(list.First()), Throws.TypeOf<NotSupportedException>());
            Assert.That(list.Contains(list.First()));
            Assert.That(list.ToArray(), Has.Length.EqualTo(1));
        });
    }

    [TestCaseSource(nameof(Serializers))]
    public void A_page_comes_back(JsonSerializerOptions options)
    {
        Page<Zone> page = JsonSerializer.Deserialize<Page<Zone>>(JsonSerializer.Serialize(new Page<Zone>([new Zone { Id = "z1" }], 7), options), options)!;

        Assert.That((page.Items.Single().Id, page.TotalCount), Is.EqualTo(("z1", 7)));
    }

    private static IEnumerable<string> Lost(Type type, JsonSerializerOptions options)
    {
        object filled = FilledObject.Of(type);
        try
        {
            object? read = JsonSerializer.Deserialize(JsonSerializer.Serialize(filled, type, options), type, options);
            return FilledObject.Differences(filled, read, type.Name);
        }
        catch (Exception e)
        {
            return [$"{type.Name}: {e.Message}"];
        }
    }

    [JsonSerializable(typeof(JobList<Zone>))]
    private sealed partial class ModelContext : JsonSerializerContext;
}
