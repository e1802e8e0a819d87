namespace CloudStack.Client.Tests.Profiles;

/// <summary>A folder for the files of one test, and environment variables that are restored.</summary>
internal sealed class ProfileFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cloudstack-profiles-");
    private readonly Dictionary<string, string?> _variables = [];

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Write(string text, string name = "config")
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Set(string variable, string? value)
    {
        _variables.TryAdd(variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }

    public void Dispose()
    {
        foreach ((string variable, string? value) in _variables)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        _folder.Delete(recursive: true);
    }
}
