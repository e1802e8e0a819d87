using CloudStack.Client.Apis;
using CloudStack.Client.IntegrationTests.Interop;
using CloudStack.Client.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;
using Refit;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about Refit interfaces and their mocks.</summary>
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

    public static (IVirtualMachinesApi Machines, IZonesApi Zones) Mock(JobHandle<VirtualMachine> job)
    {
        // README: mocks
        IVirtualMachinesApi machines = Substitute.For<IVirtualMachinesApi>();
        machines.RebootVirtualMachineAsync(Arg.Any<RebootVirtualMachineRequest>(), Arg.Any<CancellationToken>()).Returns(job);
        IZonesApi zones = Substitute.For<IZonesApi>();
        zones.ListZones(Arg.Any<ListZonesRequest>()).Returns(PagedQuery<Zone>.FromItems([new Zone { Name = "east" }]));
        // README: end
        return (machines, zones);
    }
}
