using CloudStack.Client.IntegrationTests.Interop;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Refit;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about Refit interfaces.</summary>
internal static class RefitExamples
{
    public static void Sign(HostApplicationBuilder builder, string apiKey, string secretKey)
    {
        // README: signed refit
        builder.Services.AddRefitGeneratedClient<IZoneList>(RefitSettings.ForJsonContext(ZoneListContext.Default))
            .ConfigureHttpClient(http => http.BaseAddress = new Uri("https://cloud.example.org"))
            .AddCloudStackSigning(new ApiKeyCredentials(apiKey, secretKey));
        // README: end
    }
}
