using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CloudStack.Client.Apis;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Servers limit the size of user data. User data over the limit used to be sent, and led to a failed deployment.</summary>
public class UserDataTests
{
    private const int Limit = 32_768;
    private const int LimitByGet = 4_096;

    private static readonly string[] AcceptedByServers =
    [
        "QUJD", "QUI=", "QQ==", "QQ", "QUI", "QUJD\nQUJD\n", " QU JD\tQQ\r\n", "QUI=\n", "_-8=", "+/8=", "QUI%3D", "", "no base64",
    ];

    private static readonly string[] Switches = ["true", "false", "True", "FALSE"];

    private static IEnumerable<TestCaseData> Commands()
    {
        yield return Case("deployVirtualMachine", (client, text) => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o", UserData = text }));
        yield return Case("deployVnfAppliance", (client, text) => client.VirtualNetworkFunctions.DeployVnfApplianceAsync(new() { ZoneId = "z", ServiceOfferingId = "o", UserData = text }));
        yield return Case("createVMFromBackup", (client, text) => client.Backups.CreateVMFromBackupAsync(new() { BackupId = "b", ZoneId = "z", UserData = text }));
        yield return Case("updateVirtualMachine", (client, text) => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "v", UserData = text }));
        yield return Case("resetUserDataForVirtualMachine", (client, text) => client.UserData.ResetUserDataForVirtualMachineAsync(new() { Id = "v", UserData = text }));
        yield return Case("registerUserData", (client, text) => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = text }));
        yield return Case("createAutoScaleVmProfile", (client, text) => client.AutoScaling.CreateAutoScaleVMProfileAsync(new() { ServiceOfferingId = "o", TemplateId = "t", ZoneId = "z", UserData = text }));
        yield return Case("updateAutoScaleVmProfile", (client, text) => client.AutoScaling.UpdateAutoScaleVMProfileAsync(new() { Id = "p", UserData = text }));
        yield return Case("by additional parameter", (client, text) => client.VirtualMachines.UpdateVirtualMachineAsync(With(new() { Id = "v" }, text)));
        yield return Case("of a Refit interface", (client, text) => client.CreateApi<IUserDataProbe>().RegisterAsync("n", text));
        yield return Case("by a request without a method", (client, text) => client.Commands.SubmitAsync(new DeployVirtualMachineRequest { ZoneId = "z", ServiceOfferingId = "o", UserData = text }));
        yield return Case("by name", (client, text) => client.Commands.SendAsync("registerUserData", [new("userdata", text)]));
        yield return Case("a job by name", (client, text) => client.Commands.SubmitAsync("deployVirtualMachine", [new("UserData", text)]));
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Every_command_takes_base64_up_to_the_limit(Func<ICloudStackClient, string, Task> call)
    {
        await using StubCloud cloud = Accepting();

        await cloud.RunAsync(client => call(client, new string('A', Limit)));
        ArgumentException tooLong = await RefusedAsync(cloud, client => call(client, new string('A', Limit + 1)));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1), "nothing else was sent");
        Assert.That(tooLong.Message, Does.Contain("32,769").And.Contain("32,768").And.Contain("vm.userdata.max.length").And.Contain("MaxUserDataLength"));
        Assert.That((tooLong.ParamName, tooLong.Message.Contains("AAAA", StringComparison.Ordinal)), Is.EqualTo(("userdata", false)));
    }

    [Test]
    public async Task Whatever_fits_is_sent_as_it_is([ValueSource(nameof(AcceptedByServers))] string text)
    {
        await using StubCloud cloud = Accepting();

        await cloud.RunAsync(client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = text }));

        Assert.That(cloud.Handler.Requests.Single()["userdata"], Is.EqualTo(text));
    }

    /// <summary>List commands of machines have a switch with the same name; other names only start the same way.</summary>
    [Test]
    public async Task Parameters_of_another_meaning_are_left_alone([ValueSource(nameof(Switches))] string value)
    {
        await using StubCloud cloud = Accepting();

        await cloud.RunAsync(client => client.VirtualMachines.ListVirtualMachines(new() { UserData = false }).ToListAsync());
        await cloud.RunAsync(client => client.Commands.SendAsync("listVirtualMachines", [new("userdata", value)]));
        await cloud.RunAsync(client => client.UserData.ResetUserDataForVirtualMachineAsync(new()
        {
            Id = "v",
            UserDataId = "no base64!",
            UserDataDetails = new Dictionary<string, string> { ["greeting"] = "no base64!" },
        }));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(3));
    }

    [TestCase(LimitByGet, false)]
    [TestCase(LimitByGet + 1, true)]
    public async Task By_GET_the_limit_is_the_lower_one(int length, bool isRefused)
    {
        await using StubCloud cloud = Accepting(options => (options.Method, options.MaxUserDataLength) = (RequestMethod.GetForReads, 100_000));
        string text = new string('A', length - 1) + "\n";
        Func<ICloudStackClient, Task>[] reads =
        [
            client => client.CreateApi<IUserDataProbe>().CheckAsync(text),
            client => client.Commands.SendAsync("getUserDataChecked", [new("userdata", text)]),
        ];

        foreach (Func<ICloudStackClient, Task> read in reads)
        {
            if (isRefused)
            {
                Assert.That((await RefusedAsync(cloud, read)).Message, Does.Contain("4,097").And.Contain("4,096").And.Contain("vm.userdata.max.length").And.Contain("POST"));
            }
            else
            {
                await cloud.RunAsync(read);
            }
        }

        await cloud.RunAsync(client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = text }));
        Assert.That(cloud.Handler.Requests.Select(request => request.Method.Method), Is.EqualTo(isRefused ? new[] { "POST" } : ["GET", "GET", "POST"]));
    }

    [TestCase(8)]
    [TestCase(100_000)]
    [TestCase(1_048_576)]
    public async Task The_limit_is_an_option(int limit)
    {
        await using StubCloud cloud = Accepting(options => options.MaxUserDataLength = limit);

        await cloud.RunAsync(client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = new string('A', limit) }));
        await RefusedAsync(cloud, client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = new string('A', limit + 1) }));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("", "")]
    [TestCase("#cloud-config\n", "I2Nsb3VkLWNvbmZpZwo=")]
    [TestCase("caf\u00e9 \u732b", "Y2Fmw6kg54yr")]
    [TestCase("a\r\nb", "YQ0KYg==")]
    public void A_text_becomes_the_base64_of_its_UTF8(string text, string expected) => Assert.That(UserData.FromText(text), Is.EqualTo(expected));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(24_575)]
    [TestCase(24_576)]
    public void Bytes_that_fit_stay_as_they_are(int count)
    {
        byte[] content = new byte[count];

        Assert.That(Convert.FromBase64String(UserData.FromBytes(content)), Is.EqualTo(content), "although gzip would make them shorter");
    }

    [TestCase(24_577)]
    [TestCase(1_000_000)]
    public async Task Content_over_the_limit_is_compressed(int count)
    {
        string text = string.Concat(Enumerable.Repeat("echo hello\n", count / 11 + 1))[..count];
        string value = UserData.FromText(text);
        using StreamReader unpacked = new(new GZipStream(new MemoryStream(Convert.FromBase64String(value)), CompressionMode.Decompress));
        await using StubCloud cloud = Accepting();

        await cloud.RunAsync(client => client.UserData.RegisterUserDataAsync(new() { Name = "n", UserData = value }));

        Assert.That(value, Has.Length.LessThanOrEqualTo(Limit));
        Assert.That(unpacked.ReadToEnd(), Is.EqualTo(text));
    }

    [TestCase(24_577, UserData.DefaultMaxLength, "32,772", "32,768")]
    [TestCase(3_073, LimitByGet, "4,100", "4,096")]
    public void Content_that_gzip_does_not_make_short_enough_is_refused(int count, int limit, string length, string allowed)
    {
        byte[] content = RandomNumberGenerator.GetBytes(count);

        ArgumentException e = Assert.Throws<ArgumentException>(() => UserData.FromBytes(content, limit))!;

        Assert.That(e.Message, Does.Contain(length).And.Contain(allowed).And.Contain("vm.userdata.max.length"));
    }

    [Test]
    public void A_raised_limit_leaves_more_as_it_is()
    {
        byte[] content = RandomNumberGenerator.GetBytes(60_000);

        Assert.That(Convert.FromBase64String(UserData.FromBytes(content, 80_000)), Is.EqualTo(content));
        Assert.That(UserData.FromText(Encoding.Latin1.GetString(new byte[60_000]), 80_000), Has.Length.EqualTo(80_000));
    }

    [Test]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Assert.That(() => UserData.FromText(null!), Throws.ArgumentNullException);
        Assert.That(() => UserData.FromText("a", 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static UpdateVirtualMachineRequest With(UpdateVirtualMachineRequest request, string userData)
    {
        request.AdditionalParameters["userdata"] = userData;
        return request;
    }

    private static StubCloud Accepting(Action<CloudStackClientOptions>? configure = null) => new(_ => StubHandler.Json("""{"a":{}}"""), configure);

    private static async Task<ArgumentException> RefusedAsync(StubCloud cloud, Func<ICloudStackClient, Task> call)
    {
        try
        {
            await cloud.RunAsync(call);
        }
        catch (ArgumentException e)
        {
            return e;
        }

        throw new AssertionException("The call was sent.");
    }

    private static TestCaseData Case(string name, Func<ICloudStackClient, string, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);
}
