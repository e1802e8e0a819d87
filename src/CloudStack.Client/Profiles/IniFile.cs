using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Ini;

namespace CloudStack.Client.Profiles;

/// <summary>One ini file, or several of which the later ones win. What goes wrong is told without the lines themselves: they hold secrets.</summary>
internal sealed class IniFile
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    private IniFile(string path) => Path = path;

    /// <summary>The file, for messages; several with commas.</summary>
    public string Path { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ini file.</exception>
    public static IniFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.", path);
        }

        IniFile file = new(path);
        file.Add(path);
        return file;
    }

    /// <summary>Reads those of the files that are there; null is none.</summary>
    /// <exception cref="FileNotFoundException">None of them is there.</exception>
    /// <exception cref="InvalidDataException">One is no ini file.</exception>
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
            throw new FileNotFoundException($"There is none of the files {string.Join(", ", looked)}.");
        }

        IniFile file = new(string.Join(", ", found));
        found.ForEach(file.Add);
        return file;
    }

    /// <summary>A value, with the blanks that stand in quotes; null if it is missing or blank. The empty section is the file's beginning.</summary>
    public string? Find(string section, string key) =>
        _values.GetValueOrDefault(section.Length == 0 ? key : ConfigurationPath.Combine(section, key)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <exception cref="InvalidDataException">There is no such section.</exception>
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
            // The reader's message quotes the line, and the exception must not be kept either.
            throw new InvalidDataException($"{path} is no ini file: a line is neither [section] nor key = value nor a comment, or a key is there twice.");
        }
    }
}
