namespace CloudStack.Client.Tests.PublicApi;

/// <summary>
/// Holds the surface of the packages, per framework, against the files beside this one, so that no public member appears,
/// changes or goes unseen. With <c>CLOUDSTACK_UPDATE_SNAPSHOTS=1</c> in the environment the files are written instead, for a
/// look at the difference before it is committed.
/// </summary>
public class PublicApiTests
{
    [TestCase("CloudStack.Client", "net10.0")]
    [TestCase("CloudStack.Client", "net8.0")]
    [TestCase("CloudStack.Client.RabbitMq", "net10.0")]
    [TestCase("CloudStack.Client.RabbitMq", "net8.0")]
    [TestCase("CloudStack.Simulator", "net10.0")]
    [TestCase("CloudStack.Simulator", "net8.0")]
    public void Surface_is_the_recorded_one(string assembly, string framework)
    {
        string now = Surface.Of(AssemblyOf(assembly, framework));
        string record = Path.Combine(ProjectFolder(), "PublicApi", $"{assembly}.{framework}.txt");
        if (Environment.GetEnvironmentVariable("CLOUDSTACK_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(record, now);
        }

        Assert.That(now.Split('\n'), Is.EqualTo(File.ReadAllText(record).ReplaceLineEndings("\n").Split('\n')));
    }

    [Test]
    public void Surface_says_what_callers_depend_on()
    {
        string surface = Surface.Of(AssemblyOf("CloudStack.Client", "net10.0"));

        Assert.That(surface, Does.Contain("sealed class CloudStack.Client.JobHandle<T> : JobHandle where T : class, ICloudStackModel<T>\n"));
        Assert.That(surface, Does.Contain("  required String ServiceOfferingId { get; init; }\n"));
        Assert.That(surface, Does.Not.Contain("JobPoller"), "an internal type");
    }

    // The build copies the assemblies of each framework beside the tests.
    private static string AssemblyOf(string name, string framework)
        => Path.Combine(AppContext.BaseDirectory, "surface", framework, name + ".dll");

    // Found from where the tests run: deterministic builds do not know the folder that they were built in.
    private static string ProjectFolder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CloudStack.Client.Tests.csproj")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not run below the folder of their project.");
    }
}
