using System.Globalization;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>A machine's name tells the server how long its job takes.</summary>
internal static class BenchmarkMachine
{
    public static string Name(int number, TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"bench-{number}-{duration.TotalMilliseconds:F0}");

    public static TimeSpan? Duration(string? name) =>
        name is not null
        && name.StartsWith("bench-", StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
