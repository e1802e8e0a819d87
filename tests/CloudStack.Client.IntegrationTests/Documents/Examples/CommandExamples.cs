using System.Text.Json;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about lists, and about fields and parameters that no class declares.</summary>
internal static class CommandExamples
{
    public static async Task<(Zone Zone, Template Template, int Count, Page<VirtualMachine> Page)> ListsAsync(ICloudStackClient client)
    {
        // README: lists
        Zone zone = await client.Zones.ListZones().GetByNameAsync("eu-1");               // exactly one, or an exception with the candidates
        Template template = await client.Templates
            .ListTemplates(new() { TemplateFilter = "executable", ZoneId = zone.Id })
            .GetByNameAsync("debian");

        PagedQuery<VirtualMachine> machines = client.VirtualMachines.ListVirtualMachines(new() { ZoneId = zone.Id });
        await foreach (VirtualMachine machine in machines)                               // page by page, to the last one
        {
            Console.WriteLine($"{machine.Name} {machine.State}");
        }

        int count = await machines.CountAsync();
        Page<VirtualMachine> page = await machines.GetPageAsync(page: 1, pageSize: 20);
        // README: end

        return (zone, template, count, page);
    }

    public static async Task<(JsonElement Answer, JobHandle<Volume> Job, Volume Made)> UntypedAsync(
        ICloudStackClient client, CreateVolumeRequest request)
    {
        // README: untyped
        request.AdditionalParameters["newparameter"] = "1";                              // one that no class declares yet
        Volume made = await client.Volumes.CreateVolumeAsync(request).WaitForResultAsync();
        JsonElement? field = made.ExtraFields.TryGetValue("newfield", out JsonElement value) ? value : null;

        JsonElement answer = await client.Commands.SendAsync("listZones", [new("name", "eu-1")]);
        JobHandle<Volume> job = (await client.Commands.SubmitAsync("destroyVolume", [new("id", made.Id)])).As<Volume>();
        // README: end

        Assert.That(field, Is.Null);
        return (answer, job, made);
    }
}
