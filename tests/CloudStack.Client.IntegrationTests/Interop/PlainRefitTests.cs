using CloudStack.Client.IntegrationTests.Repeats;
using CloudStack.Client.IntegrationTests.Secrets;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Refit;

namespace CloudStack.Client.IntegrationTests.Interop;

/// <summary>Refit with the signing handler alone, over real HTTP against a server that checks signatures.</summary>
internal sealed class PlainRefitTests
{
    private const string Odd = "a~b*c d+e/f=g&h'(i)!日本%";

    private SimulatorServer _server = null!;

    private ApiKeyCredentials Credentials => new(_server.Engine.Admin.ApiKey, _server.Engine.Admin.SecretKey);

    private Uri BaseAddress => new(_server.Endpoint.GetLeftPart(UriPartial.Authority));

    [SetUp]
    public async Task StartAsync()
    {
        _server = await SimulatorServer.StartAsync();
        _server.Engine.AddZone(Odd);
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task An_implementation_on_a_client_of_one_s_own_is_answered()
    {
        using HttpClient http = new(new CloudStackSigningHandler(Credentials, new SocketsHttpHandler { UseCookies = false })) { BaseAddress = BaseAddress };
        IZoneList cloud = RestService.ForGenerated<IZoneList>(http, RefitSettings.ForJsonContext(ZoneListContext.Default));

        ZoneListAnswer answer = await cloud.ListZonesAsync(Odd);
        ZoneListAnswer posted = await cloud.PostAsync(new Dictionary<string, string> { ["command"] = "listZones", ["response"] = "json", ["name"] = Odd });

        Assert.That((answer.List.Items!.Single().Name, posted.List.Items!.Single().Name), Is.EqualTo((Odd, Odd)));
    }

    [Test]
    public async Task A_registered_implementation_is_answered_and_nothing_of_its_signature_is_logged()
    {
        using RecordingLoggerFactory logs = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).Services.AddSingleton<ILoggerFactory>(logs));
        services.AddRefitGeneratedClient<IZoneList>(RefitSettings.ForJsonContext(ZoneListContext.Default))
            .ConfigureHttpClient(http => http.BaseAddress = BaseAddress)
            .AddHttpMessageHandler(() => new RetryingHandler())
            .AddCloudStackSigning(Credentials);
        await using ServiceProvider provider = services.BuildServiceProvider();
        _server.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 1);

        ZoneListAnswer answer = await provider.GetRequiredService<IZoneList>().ListZonesAsync(Odd);

        Assert.That(answer.List.Items!.Single().Name, Is.EqualTo(Odd));
        Assert.That(string.Join("\n", logs.Lines), Does.Not.Contain(Credentials.ApiKey).And.Not.Contain("signature="));
    }

    [Test]
    public async Task A_registered_client_waits_longer_than_100_s_and_keeps_no_cookie()
    {
        ServiceCollection services = new();
        services.AddHttpClient("cloud").AddCloudStackSigning(Credentials);
        await using ServiceProvider provider = services.BuildServiceProvider();
        IHttpMessageHandlerFactory handlers = provider.GetRequiredService<IHttpMessageHandlerFactory>();

        HttpMessageHandler innermost = handlers.CreateHandler("cloud");
        bool signs = false;
        while (innermost is DelegatingHandler { InnerHandler: { } inner } outer)
        {
            signs |= outer is CloudStackSigningHandler;
            innermost = inner;
        }

        Assert.Multiple(() =>
        {
            Assert.That(provider.GetRequiredService<IHttpClientFactory>().CreateClient("cloud").Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
            Assert.That(signs);
            Assert.That(((SocketsHttpHandler)innermost).UseCookies, Is.False);
            Assert.That(((SocketsHttpHandler)innermost).AllowAutoRedirect, Is.False);
        });
    }

    [Test]
    public void Nothing_is_registered_without_credentials() =>
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddHttpClient("cloud").AddCloudStackSigning(null!));
}
