namespace CloudStack.Client.Profiles;

/// <summary>A profile of CloudMonkey's file.</summary>
internal sealed class CloudMonkeySource(IniFile file, string profile) : ProfileSource
{
    // What is no matter of one cloud stands before all sections, or in one of its own.
    protected override string? Read(string key) => file.Find(profile, key) ?? (key == "verifycert" ? file.Find("", key) ?? file.Find("core", key) : null);

    protected override string Where(string key) => $"{file.Path}: key '{key}' in section [{profile}]";
}
