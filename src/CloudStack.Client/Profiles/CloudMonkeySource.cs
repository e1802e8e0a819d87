namespace CloudStack.Client.Profiles;

/// <summary>A profile of CloudMonkey's file.</summary>
internal sealed class CloudMonkeySource(IniFile file, string profile) : ProfileSource
{
    protected override string? Read(string key) => file.Find(profile, key);

    protected override string Where(string key) => $"{file.Path}: key '{key}' in section [{profile}]";
}
