namespace CloudStack.Client.CodeGen.Server;

/// <summary>
/// CloudMonkey's configuration file: lines <c>name = value</c>, a section for each profile, comments that begin with
/// <c>#</c> or <c>;</c>.
/// </summary>
internal static class ProfileFile
{
    /// <exception cref="ToolException">The file cannot be read, or has no such profile. The message never shows a value.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, string profile)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The profiles in {path} cannot be read: {e.Message}");
        }

        Dictionary<string, string>? values = null;
        List<string> profiles = [];
        bool inside = false;
        foreach (string line in lines.Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                string section = line[1..^1].Trim();
                profiles.Add(section);
                inside = section == profile;
                values ??= inside ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) : null;
            }
            else if (inside && line.IndexOf('=', StringComparison.Ordinal) is > 0 and int at)
            {
                values![line[..at].Trim()] = Unquoted(line[(at + 1)..].Trim());
            }
        }

        return values ?? throw new ToolException(profiles.Count == 0
            ? $"{path} has no profiles."
            : $"{path} has no profile '{profile}'; it has {string.Join(", ", profiles)}.");
    }

    private static string Unquoted(string value) =>
        value.Length >= 2 && value[0] == value[^1] && value[0] is '"' or '\'' or '`' && value.Length >= 2 ? value[1..^1] : value;
}
