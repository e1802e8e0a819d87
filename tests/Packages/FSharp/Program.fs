open System
open CloudStack.Client
open CloudStack.Client.Apis
open CloudStack.Simulator

task {
    use! server = SimulatorServer.StartAsync()
    let cloud = server.Engine
    let zoneId, offeringId, templateId = cloud.AddZone "eu-1", cloud.AddServiceOffering "small", cloud.AddTemplate "debian"
    let options = CloudStackClientOptions(Endpoint = server.Endpoint, ApiKey = cloud.Admin.ApiKey, SecretKey = cloud.Admin.SecretKey)
    use client = new CloudStackClient(options)

    let! zones = client.Zones.ListZones(ListZonesRequest(Name = "eu-1")).ToListAsync()

    let request = DeployVirtualMachineRequest(ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId, Name = "web-1")
    let! machine = client.VirtualMachines.DeployVirtualMachineAsync(request).WaitForResultAsync()

    Console.WriteLine $"{machine.Name} is {machine.State} in {zones[0].Name}"
}
|> _.GetAwaiter().GetResult()
