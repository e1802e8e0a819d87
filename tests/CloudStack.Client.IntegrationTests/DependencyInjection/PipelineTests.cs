using System.Collections.Concurrent;
using CloudStack.Client.IntegrationTests.Repeats;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.DependencyInjection;

/// <summary>The HTTP pipeline of a registered client, whatever else the program has added to it.</summary>
internal sealed class PipelineTests
{
    private static readonly Fault[] LostAfterExecution = [Fault.LoseAnswer, Fault.BadGatewayPage.AfterExecuting()];

    private static readonly TestCaseData[] Places =
    [
        Place("for all HTTP clients, before", (services, retry) => { services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(retry)); }, null),
        Place("for all HTTP clients, after", null, (services, retry) => { services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(retry)); }),
        Place("for this one", null, (services, retry) => { services.AddCloudStackClient(_ => { }).AddHttpMessageHandler(retry); }),
        Place("by a filter that comes first", (services, retry) => { services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new AddingFilter(retry)); }, null),
        Place("by a filter that comes last", null, (services, retry) => { services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new AddingFilter(retry)); }),
    ];

    [TestCaseSource(nameof(Places))]
    public async Task A_retrying_handler_repeats_nothing_that_changes_the_cloud(
        Action<IServiceCollection, Func<DelegatingHandler>>? before,
        Action<IServiceCollection, Func<DelegatingHandler>>? after)
    {
        foreach (Fault fault in LostAfterExecution)
        {
            await using ContainerCloud cloud = await ContainerCloud.StartAsync();
            ConcurrentQueue<RetryingHandler> handlers = new();
            await using ServiceProvider services = ContainerCloud.Build(services =>
            {
                before?.Invoke(services, Create);
                services.AddCloudStackClient(cloud.Configure);
                after?.Invoke(services, Create);
            });
            ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();
            cloud.Engine.Faults.Add(fault, "deployVirtualMachine", times: 1);
            cloud.Engine.Faults.Add(fault, "updateVirtualMachine", times: 1);
            cloud.Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);

            VirtualMachine machine = await client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("marker-1")).WaitForResultAsync();
            AmbiguousSubmissionException? lost = await Assert.CatchAsync<AmbiguousSubmissionException>(
                () => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = machine.Id, DisplayName = "marker-2" }));
            await client.Zones.ListZones().ToListAsync();

            Assert.Multiple(() =>
            {
                Assert.That(handlers.Sum(handler => handler.Repeats), Is.GreaterThanOrEqualTo(4), "the handler did retry, and reads succeeded");
                Assert.That(cloud.Engine.ExecutionCount("marker-1"), Is.EqualTo(1));
                Assert.That(cloud.Engine.ExecutionCount("marker-2"), Is.EqualTo(1));
                Assert.That(cloud.Engine.CountRequests("deployVirtualMachine"), Is.EqualTo(1));
                Assert.That(cloud.Engine.CountRequests("updateVirtualMachine"), Is.EqualTo(1));
                Assert.That(lost, Is.Not.Null);
            });

            DelegatingHandler Create()
            {
                RetryingHandler handler = new();
                handlers.Enqueue(handler);
                return handler;
            }
        }
    }

    [Test]
    public async Task A_chain_in_the_place_of_the_primary_handler_is_refused_with_what_to_do_instead()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        await using ServiceProvider services = ContainerCloud.Build(services => services
            .AddCloudStackClient(cloud.Configure)
            .ConfigurePrimaryHttpMessageHandler(static () => new RetryingHandler().Around(new SocketsHttpHandler())));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();

        InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(() => client.Zones.ListZones().ToListAsync()))!;

        Assert.That(e.Message, Does.Contain("RetryingHandler, which is a chain of handlers").And.Contains("AddHttpMessageHandler"));
        Assert.That(cloud.Engine.RequestCount, Is.Zero);
    }

    [Test]
    public async Task Handlers_of_the_program_see_no_signature_and_the_server_does()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        Looking looking = new();
        await using ServiceProvider services = ContainerCloud.Build(services =>
            services.AddCloudStackClient(cloud.Configure).AddHttpMessageHandler(() => looking));

        await services.GetRequiredService<ICloudStackClient>().Zones.ListZones().ToListAsync();

        Assert.That(looking.Bodies, Is.EqualTo(new string?[] { null }), "the form is created below all handlers");
        Assert.That(cloud.Engine.CountRequests("listZones"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_long_lived_client_takes_new_handlers_when_the_old_ones_are_due()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        int created = 0;
        await using ServiceProvider services = ContainerCloud.Build(services => services
            .AddCloudStackClient(cloud.Configure)
            .SetHandlerLifetime(TimeSpan.FromSeconds(1))
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                Interlocked.Increment(ref created);
                return new SocketsHttpHandler();
            }));
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (Volatile.Read(ref created) < 3)
        {
            await client.Zones.ListZones().ToListAsync(patience.Token);
            await Task.Delay(50, patience.Token);
        }

        Assert.That(await client.Zones.ListZones().ToListAsync(patience.Token), Is.Not.Empty);
    }

    [Test]
    public async Task Cookies_and_redirects_are_switched_off_in_every_handler_of_the_framework([Values("default", "sockets", "client")] string kind)
    {
        using WireMockServer server = CloudMock.Start();
        IResponseBuilder stray = CloudMock.Json("""{"listzonesresponse":{}}""").WithHeader("Set-Cookie", "JSESSIONID=stray; Path=/");
        server.AnswerInTurn(CloudMock.Request, stray, stray, Response.Create().WithStatusCode(302).WithHeader("Location", "/elsewhere"));
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            IHttpClientBuilder http = services.AddCloudStackClient(options =>
            {
                (options.Endpoint, options.ApiKey, options.SecretKey, options.MaxRetries) = (server.Endpoint(), "key", "secret", 0);
            });
            if (kind != "default")
            {
                http.ConfigurePrimaryHttpMessageHandler(() => kind == "sockets" ? new SocketsHttpHandler() : new HttpClientHandler());
            }
        });
        ICloudStackClient client = services.GetRequiredService<ICloudStackClient>();

        await client.Zones.ListZones().ToListAsync();
        await client.Zones.ListZones().ToListAsync();
        await Assert.CatchAsync<ResponseFormatException>(() => client.Zones.ListZones().ToListAsync());

        Assert.That(server.LogEntries.Select(entry => entry.Header("Cookie")), Is.EqualTo(new string?[] { null, null, null }), "a followed redirect would be a fourth");
    }

    [Test]
    public async Task The_factory_s_own_logging_of_addresses_and_headers_is_off_and_ours_is_on()
    {
        await using ContainerCloud cloud = await ContainerCloud.StartAsync();
        CategoryRecorder recorder = new();
        await using ServiceProvider services = ContainerCloud.Build(services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(recorder));
            services.AddCloudStackClient(cloud.Configure);
        });

        await services.GetRequiredService<ICloudStackClient>().Zones.ListZones().ToListAsync();

        Assert.That(recorder.Categories, Does.Contain("CloudStack.Client.Commands"));
        Assert.That(recorder.Categories, Has.None.StartsWith("System.Net.Http.HttpClient"));
    }

    private static TestCaseData Place(
        string name,
        Action<IServiceCollection, Func<DelegatingHandler>>? before,
        Action<IServiceCollection, Func<DelegatingHandler>>? after) => new TestCaseData(before, after).SetArgDisplayNames(name);

    private sealed class AddingFilter(Func<DelegatingHandler> create) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(create());
        };
    }

    private sealed class Looking : DelegatingHandler
    {
        public List<string?> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class CategoryRecorder : ILoggerProvider
    {
        private readonly ConcurrentDictionary<string, bool> _categories = new();

        public IEnumerable<string> Categories => _categories.Keys;

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(CategoryRecorder recorder, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                recorder._categories[name] = true;
        }
    }
}
