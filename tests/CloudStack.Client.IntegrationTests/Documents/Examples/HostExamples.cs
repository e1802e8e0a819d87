using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Reader.OwnCommands;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about the program around a client.</summary>
internal static class HostExamples
{
    public static IHost Register(HostApplicationBuilder builder)
    {
        // README: registration
        builder.Services.AddCloudStackClient(builder.Configuration.GetSection("CloudStack"))          // Endpoint, ApiKey, SecretKey …
            .AddHttpMessageHandler(() => new HeaderHandler("X-Team", "web"));                         // yours; signing stays innermost
        builder.Services.AddCloudStackClient("acme", builder.Configuration.GetSection("Acme"));       // [FromKeyedServices("acme")] ICloudStackClient
        builder.Services.AddCloudStackApi<IVolumesApi>();                                              // your own commands
        // README: end

        return builder.Build();
    }

    public static void CheckHealth(HostApplicationBuilder builder)
    {
        // README: health check registration
        builder.Services.AddHealthChecks().AddCheck<CloudStackHealthCheck>("cloudstack", timeout: TimeSpan.FromSeconds(10));
        // README: end
    }

    public static CloudStackClientOptions Credentials(Uri endpoint, string password, Func<CancellationToken, ValueTask<string>> askForCode)
    {
        // README: credentials
        var options = new CloudStackClientOptions
        {
            Endpoint = endpoint,
            Credentials = new SessionCredentials("ann", password, "/customers") { SecondFactor = askForCode },
        };
        // README: end

        return options;
    }

    public static (TracerProvider Tracing, MeterProvider Metrics) Observe(List<Activity> spans, List<MetricSnapshot> points)
    {
        // README: telemetry
        var tracing = Sdk.CreateTracerProviderBuilder().AddSource(CloudStackTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build();
        var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(CloudStackTelemetry.MeterName).AddInMemoryExporter(points).Build();
        // README: end

        return (tracing, metrics);
    }

    public static async Task<string> SignForeignRequestAsync(Uri endpoint, string apiKey, string secretKey)
    {
        // README: interop
        var credentials = new ApiKeyCredentials(apiKey, secretKey);
        using var http = new HttpClient(new CloudStackSigningHandler(credentials, new SocketsHttpHandler { UseCookies = false }));
        string zones = await http.GetStringAsync($"{endpoint}?command=listZones&response=json");
        // README: end

        return zones;
    }

    private sealed class HeaderHandler(string name, string value) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation(name, value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
