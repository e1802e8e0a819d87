using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

// Outside the SDK's namespaces, like users' code: names must not be ambiguous there.
namespace Reader.Machines;

/// <summary>Examples about virtual machines: user data, passwords, and uploads.</summary>
internal static class MachineExamples
{
    public static async Task<JobHandle<VirtualMachine>> UserDataAsync(ICloudStackClient client, string path, string zoneId, string offeringId, string templateId)
    {
        // README: user data
        DeployVirtualMachineRequest request = new()
        {
            ZoneId = zoneId,
            ServiceOfferingId = offeringId,
            TemplateId = templateId,
            UserData = UserData.FromText(await File.ReadAllTextAsync(path)),
        };
        // README: end

        return await client.VirtualMachines.DeployVirtualMachineAsync(request);
    }

    public static async Task<string> PasswordAsync(ICloudStackClient client, string machineId, string keyFile)
    {
        // README: machine password
        VirtualMachinePassword answer = await client.VirtualMachines.GetVMPasswordAsync(new() { Id = machineId });
        string password = VmPassword.Decrypt(answer.EncryptedPassword, await File.ReadAllTextAsync(keyFile));
        // README: end

        return password;
    }

    public static async Task UploadAsync(ICloudStackClient client, string path, string zoneId, IProgress<long> progress, CancellationToken cancellationToken)
    {
        // README: upload
        UploadParameters upload = await client.Volumes.GetUploadParamsForVolumeAsync(
            new() { Name = "data", Format = "QCOW2", ZoneId = zoneId }, cancellationToken);
        await using FileStream file = File.OpenRead(path);
        try
        {
            await upload.UploadAsync(file, new UploadOptions { Progress = progress }, cancellationToken);
        }
        catch (UploadException e) when (e.ResourceId is { } id)
        {
            Console.WriteLine(e.Message);
            await client.Volumes.DeleteVolumeAsync(new() { Id = id }, cancellationToken);      // it would stay NotUploaded
        }
        // README: end
    }
}
