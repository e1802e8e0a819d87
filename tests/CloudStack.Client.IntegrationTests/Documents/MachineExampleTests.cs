using System.Security.Cryptography;
using System.Text;
using CloudStack.Client.IntegrationTests.Support;
using Reader.Machines;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples about virtual machines do what their document says.</summary>
internal sealed class MachineExampleTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.qcow2");

    [TearDown]
    public void Delete() => File.Delete(_path);

    [Test]
    public async Task The_user_data_of_a_file_is_sent_as_base64()
    {
        await File.WriteAllTextAsync(_path, "#cloud-config\n");
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("deployVirtualMachine")).RespondWith(CloudMock.Json("""{"deployvirtualmachineresponse":{"id":"v","jobid":"j"}}"""));
        await using CloudStackClient client = server.CreateCloudStackClient();

        _ = await MachineExamples.UserDataAsync(client, _path, "z", "o", "t");

        Assert.That(server.LogEntries[0].Form("userdata"), Is.EqualTo("I2Nsb3VkLWNvbmZpZwo="));
    }

    [Test]
    public async Task A_password_is_decrypted_with_the_key_of_a_file()
    {
        using RSA key = RSA.Create(2048);
        await File.WriteAllTextAsync(_path, key.ExportRSAPrivateKeyPem());
        string encrypted = Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes("hunter2"), RSAEncryptionPadding.Pkcs1));
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("getVMPassword")).RespondWith(CloudMock.Json($$$$"""{"getvmpasswordresponse":{"password":{"encryptedpassword":"{{{{encrypted}}}}"}}}"""));
        await using CloudStackClient client = server.CreateCloudStackClient();

        Assert.That(await MachineExamples.PasswordAsync(client, "v", _path), Is.EqualTo("hunter2"));
    }

    [TestCase(200, "getUploadParamsForVolume")]
    [TestCase(500, "getUploadParamsForVolume deleteVolume")]
    public async Task A_volume_is_uploaded_or_deleted_again(int status, string commands)
    {
        await File.WriteAllTextAsync(_path, "content");
        await using StorageVm storage = new() { Status = status };
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("getUploadParamsForVolume")).RespondWith(CloudMock.Json(
            $$$$"""{"postuploadvolumeresponse":{"getuploadparams":{"id":"v","postURL":"{{{{storage.Url}}}}","metadata":"m","expires":"{{{{StorageVm.Expires}}}}","signature":"s"}}}"""));
        server.Given(CloudMock.Command("deleteVolume")).RespondWith(CloudMock.Json("""{"deletevolumeresponse":{"success":"true"}}"""));
        await using CloudStackClient client = server.CreateCloudStackClient();

        await MachineExamples.UploadAsync(client, _path, "z", new Progress<long>(), CancellationToken.None);

        Assert.That(string.Join(' ', server.LogEntries.Select(entry => entry.Form("command"))), Is.EqualTo(commands));
        Assert.That(Encoding.UTF8.GetString(storage.Body), Does.Contain("\r\n\r\ncontent\r\n"));
    }
}
