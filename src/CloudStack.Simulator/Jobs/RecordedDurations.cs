using System.Collections.Frozen;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// Durations of jobs that were recorded on a running server, for use in simulated ones. Set them as
/// <see cref="SimulatorOptions.RecordedDurations"/>. Immutable, so several engines can share an instance.
/// </summary>
/// <remarks>
/// The recording is a JSON array with one array for each job: when it started, in seconds relative to any moment; its command; how
/// many milliseconds it took; its status. For example: <c>[[112.245, "createTags", 27, 1], [115.5, "stopVirtualMachine", 3120,
/// 1]]</c>. Failed jobs count like the others.
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

    /// <summary>The number of recorded jobs; at least one.</summary>
    public int Count => _all.Length;

    /// <summary>Reads a recording from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The durations in it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="FormatException">
    /// The file has another format; the message names the file, the row, and what was expected.
    /// </exception>
    /// <exception cref="IOException">The file doesn't exist or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller isn't allowed to read the file.</exception>
    public static RecordedDurations FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RecordedDurationsReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a recording.</summary>
    /// <param name="json">The recording in UTF-8, with or without a byte order mark.</param>
    /// <returns>The durations in it.</returns>
    /// <exception cref="FormatException">The recording has another format; the message names the row and what was expected.</exception>
    public static RecordedDurations Parse(ReadOnlySpan<byte> json) => RecordedDurationsReader.Read(json, "The recording");

    /// <summary>The durations that the jobs of a command get one after the other, starting again with the first after the last.</summary>
    /// <param name="command">The command's name as the API writes it, such as <c>deployVirtualMachine</c>.</param>
    /// <returns>The durations recorded for the command, in order; those of all jobs if there are none.</returns>
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
