using System.Collections.Frozen;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// How long the jobs of a running server took, to be used for those of a simulated one. Set it as
/// <see cref="SimulatorOptions.RecordedDurations"/>. It does not change, so that several engines may have the same.
/// </summary>
/// <remarks>
/// The recording is a JSON array with one array a job: when it began, in seconds from any moment; its command; how many
/// milliseconds it took; its status. For example <c>[[112.245, "createTags", 27, 1], [115.5, "stopVirtualMachine", 3120, 1]]</c>.
/// Jobs that failed count like the others.
/// </remarks>
public sealed class RecordedDurations
{
    private readonly TimeSpan[] _all;
    private readonly FrozenDictionary<string, TimeSpan[]> _byCommand;

    internal RecordedDurations(IReadOnlyCollection<KeyValuePair<string, TimeSpan>> rows)
    {
        _all = [.. rows.Select(static row => row.Value)];
        _byCommand = rows
            .GroupBy(static row => row.Key, static row => row.Value, StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>How many jobs were recorded; one at least.</summary>
    public int Count => _all.Length;

    /// <summary>Reads a file with a recording.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The durations in it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="FormatException">The file has another form; the message names the file, the row, and what belongs there.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static RecordedDurations FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecordedDurationsReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="json">The recording in UTF-8, with or without a byte order mark.</param>
    /// <returns>The durations in it.</returns>
    /// <exception cref="FormatException">It has another form; the message names the row and what belongs there.</exception>
    public static RecordedDurations Parse(ReadOnlySpan<byte> json) => RecordedDurationsReader.Read(json, "The recording");

    /// <summary>The durations that the jobs of a command get, one after the other, the first one again after the last.</summary>
    /// <param name="command">The command's name as the API writes it, such as <c>deployVirtualMachine</c>.</param>
    /// <returns>Those that were recorded for it, in their order; those of all jobs if none was.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    public IReadOnlyList<TimeSpan> For(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Array.AsReadOnly(_byCommand.GetValueOrDefault(command, _all));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_all.Length} recorded jobs of {_byCommand.Count} commands");
}
