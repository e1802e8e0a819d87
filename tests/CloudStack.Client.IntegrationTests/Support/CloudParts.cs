using CloudStack.Client.Apis;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>A zone, an offering and a template of a simulated cloud, and requests that use them.</summary>
internal sealed class CloudParts(SimulatorEngine engine)
{
    public string ZoneId { get; } = engine.AddZone("test-zone");

    public string OfferingId { get; } = engine.AddServiceOffering("test-offering", cpuNumber: 2, memory: 2048);

    public string TemplateId { get; } = engine.AddTemplate("test-template");

    public DeployVirtualMachineRequest Deploy(string name, string? password = null, string? userData = null) => new()
    {
        ZoneId = ZoneId,
        ServiceOfferingId = OfferingId,
        TemplateId = TemplateId,
        Name = name,
        Password = password,
        UserData = userData,
    };
}
