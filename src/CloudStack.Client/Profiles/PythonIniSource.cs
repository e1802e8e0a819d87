namespace CloudStack.Client.Profiles;

/// <summary>
/// A section of the Python client's file. Python's reader fills in what a section lacks from [DEFAULT], writes a percent
/// sign as two, and can take other values into one, which is not done here.
/// </summary>
internal sealed class PythonIniSource(IniFile file, string section) : ProfileSource
{
    protected override string? Read(string key)
    {
        string? value = file.Find(section, key) ?? file.Find("DEFAULT", key);
        return value is null || !value.Contains("%(", StringComparison.Ordinal)
            ? value?.Replace("%%", "%", StringComparison.Ordinal)
            : throw Invalid(key, "written out; references to other values, like %(name)s, are not followed");
    }

    protected override string Where(string key) => $"{file.Path}: key '{key}' in section [{section}]";
}
