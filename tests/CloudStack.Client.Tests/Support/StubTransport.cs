using CloudStack.Client.Transport;
using CloudStack.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudStack.Client.Tests.Support;

/// <summary>What lies below a client, on a scripted server and a manual clock.</summary>
internal sealed class StubTransport : IDisposable
{
    private readonly HttpClient _http;

    public StubTransport(Func<StubRequest, HttpResponseMessage> answer)
    {
        Handler = new StubHandler(answer);
        _http = new HttpClient(new SigningHandler(Handler)) { Timeout = Timeout.InfiniteTimeSpan };
        ClientSettings settings = ClientSettings.From(new CloudStackClientOptions { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" });
        Transport = new CommandTransport(settings, () => _http, Clock, NullLogger.Instance);
    }

    public ManualTimeProvider Clock { get; } = new();

    public StubHandler Handler { get; }

    public CommandTransport Transport { get; }

    public void Dispose()
    {
        Transport.Dispose();
        _http.Dispose();
    }
}
