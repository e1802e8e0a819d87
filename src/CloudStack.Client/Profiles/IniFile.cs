using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Ini;

namespace CloudStack.Client.Profiles;

/// <summary>
/// One ini file, or several of which the later ones win. Error messages don't quote lines, because lines contain secrets.
/// </summary>
internal sealed class IniFile
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    private IniFile(string path) => Path = path;

    /// <summary>The path of the file, for messages; several paths are separated by commas.</summary>
    public string Path { get; }

    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">The file isn't an ini file.</exception>
    public static IniFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The file {path} does not exist.", path);
        }

        IniFile file = new(path);
        file.Add(path);
        return file;
    }

    /// <summary>Reads the files that exist; null paths are skipped.</summary>
    /// <exception cref="FileNotFoundException">None of the files exists.</exception>
    /// <exception cref="InvalidDataException">One of the files isn't an ini file.</exception>
    public static IniFile ReadAll(params ReadOnlySpan<string?> paths)
    {
        List<string> looked = [];
        List<string> found = [];
        foreach (string? path in paths)
        {
            if (path is not null)
            {
                (File.Exists(path) ? found : looked).Add(path);
            }
        }

        if (found.Count == 0)
        {
            throw new FileNotFoundException($"None of these files exists: {string.Join(", ", looked)}.");
        }

        IniFile file = new(string.Join(", ", found));
        found.ForEach(file.Add);
        return file;
    }

    /// <summary>
    /// A value, including blanks inside quotes; null if it is missing or blank. The empty section is the beginning of the file.
    /// </summary>
    public string? Find(string section, string key) =>
        _values.GetValueOrDefault(section.Length == 0 ? key : ConfigurationPath.Combine(section, key)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <exception cref="InvalidDataException">The section doesn't exist.</exception>
    public void RequireSection(string section)
    {
        string prefix = section + ConfigurationPath.KeyDelimiter;
        if (!_values.Keys.Any(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            string[] sections = [.. _values.Keys
                .Where(static key => key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
                .Select(static key => $"[{key[..key.LastIndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]}]")
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)];
            throw new InvalidDataException($"{Path} has no section [{section}]; it has {(sections.Length == 0 ? "none" : string.Join(", ", sections))}.");
        }
    }

    private void Add(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            foreach ((string key, string? value) in IniStreamConfigurationProvider.Read(stream))
            {
                _values[key] = value;
            }
        }
        catch (FormatException)
        {
            // The reader's message quotes the line, so its exception must not be kept as the inner exception either.
            throw new InvalidDataException($"{path} is not a valid ini file: a line is neither [section] nor key = value nor a comment, or a key occurs twice.");
        }
    }
}
