using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>
/// <c>client.Polling.Timeout = …</c> used to compile and have no effect. Now it's a compile error (CSC028), but code that has an
/// effect isn't.
/// </summary>
public class PollingCopyTests
{
    [TestCase("options.Polling.Timeout = TimeSpan.Zero;", TestName = "Options_of_a_client_to_be")]
    [TestCase("new CloudStackClientOptions { Polling = { Timeout = TimeSpan.Zero } }.ToString();", TestName = "Options_in_an_initializer")]
    [TestCase("PollingOptions own = client.Polling; own.Timeout = TimeSpan.Zero;", TestName = "A_copy_that_is_kept")]
    [TestCase("PollingOptions own = client.Polling with { Timeout = TimeSpan.Zero };", TestName = "A_copy_that_differs")]
    [TestCase("TimeSpan timeout = client.Polling.Timeout;", TestName = "Reading")]
    public async Task Nothing_is_said_of_it(string statement)
    {
        GeneratorRun run = GeneratorRun.Of($"public class A {{ void F(ICloudStackClient client, CloudStackClientOptions options) {{ {statement} }} }}");

        Assert.That(await run.FindingsAsync(), Is.Empty);
        Assert.That(run.CompilerComplaints.Where(static complaint => complaint.Id.StartsWith("CS", StringComparison.Ordinal)), Is.Empty);
    }
}
