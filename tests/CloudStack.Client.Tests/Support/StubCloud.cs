using CloudStack.Simulator;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Tests.Support;

/// <summary>A client on a scripted server and a manual clock.</summary>
internal sealed class StubCloud : IAsyncDisposable
{
    public StubCloud(
        Func<StubRequest, HttpResponseMessage> answer,
        Action<CloudStackClientOptions>? configure = null,
        ILoggerFactory? loggers = null,
        Func<HttpMessageHandler, HttpMessageHandler>? outside = null)
    {
        Clock = new ManualTimeProvider();
        Handler = new StubHandler(answer);
        CloudStackClientOptions options = new()
        {
            Endpoint = new Uri("http://cloud.invalid/client/api"),
            ApiKey = "the-api-key",
            SecretKey = "the-secret-key",
        };
        configure?.Invoke(options);
        Client = new CloudStackClient(options, Handler, loggers, Clock, outside);
    }

    public ManualTimeProvider Clock { get; }

    public StubHandler Handler { get; }

    public CloudStackClient Client { get; }

    public Task<T> RunAsync<T>(Func<CloudStackClient, Task<T>> call) => Clock.RunUntilAsync(() => call(Client));

    public Task RunAsync(Func<CloudStackClient, Task> call) => Clock.RunUntilAsync(() => call(Client));

    public async ValueTask DisposeAsync() => await Client.DisposeAsync();
}
