using CloudStack.Client.RabbitMq.Tests.Support;

namespace CloudStack.Client.RabbitMq.Tests;

/// <summary>The single broker of all tests here.</summary>
[SetUpFixture]
public sealed class Broker
{
    private static BrokerProcess? s_process;

    internal static BrokerProcess Process => s_process ?? throw new InvalidOperationException("The broker was not started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (BrokerProcess.Program is not { } program)
        {
            const string Missing = "RabbitMQ is not installed (package rabbitmq-server); .ci/run installs it.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Missing);
            }

            Assert.Ignore(Missing);
            return;
        }

        s_process = await BrokerProcess.StartAsync(program);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (s_process is { } process)
        {
            await process.DisposeAsync();
        }
    }
}
