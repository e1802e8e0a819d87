namespace CloudStack.Client.AotTests;

/// <summary>Settings in the files of other tools.</summary>
internal static class Profiles
{
    public static async Task RunAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, "profile = lab\n\n[lab]\nurl = http://127.0.0.1:8080/client/api\napikey = key\nsecretkey = secret\n");
        try
        {
            CloudStackClientOptions options = CloudStackProfile.FromCloudMonkey(path);
            Expect.That(options is { ApiKey: "key", SecretKey: "secret" } && options.Endpoint == StubServer.Endpoint, "a profile is read");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
