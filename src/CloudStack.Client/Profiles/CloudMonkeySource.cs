namespace CloudStack.Client.Profiles;

/// <summary>A profile of CloudMonkey's file.</summary>
internal sealed class CloudMonkeySource(IniFile file, string profile) : ProfileSource
{
    // Settings that don't belong to one cloud are before all sections, or in a section of their own.
    protected override string? Read(string key) => file.Find(profile, key) ?? (key == "verifycert" ? file.Find("", key) ?? file.Find("core", key) : null);

    protected override string Where(string key) => $"{file.Path}: key '{key}' in section [{profile}]";
}
