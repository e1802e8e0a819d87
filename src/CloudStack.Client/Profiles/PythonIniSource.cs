namespace CloudStack.Client.Profiles;

/// <summary>
/// A section of the Python client's file. Python's reader takes what a section lacks from [DEFAULT] and reads two percent signs as
/// one. It can also insert other values into a value, which is not supported here.
/// </summary>
internal sealed class PythonIniSource(IniFile file, string section) : ProfileSource
{
    protected override string? Read(string key)
    {
        string? value = file.Find(section, key) ?? file.Find("DEFAULT", key);
        return value is null || !value.Contains("%(", StringComparison.Ordinal)
            ? value?.Replace("%%", "%", StringComparison.Ordinal)
            : throw Invalid(key, "a literal value; references to other values, such as %(name)s, are not supported");
    }

    protected override string Where(string key) => $"{file.Path}: key '{key}' in section [{section}]";
}
