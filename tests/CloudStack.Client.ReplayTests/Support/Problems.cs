using System.Collections;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>Collects the problems of a whole set, so that a failing test lists all of them and not only the first.</summary>
internal sealed class Problems
{
    private const int Shown = 40;

    private readonly List<string> _found = [];

    public bool Any => _found.Count > 0;

    public void Add(object where, string what) => _found.Add($"{where}: {what}");

    public void ExpectEqual(object where, string what, object? actual, object? expected)
    {
        bool equal = actual is IEnumerable left and not string && expected is IEnumerable right
            ? left.Cast<object>().SequenceEqual(right.Cast<object>())
            : actual is DateTimeOffset date && expected is DateTimeOffset other ? date.EqualsExact(other) : Equals(actual, expected);
        if (!equal)
        {
            Add(where, $"{what} is {Describe(actual)} instead of {Describe(expected)}");
        }
    }

    public void AssertNone() => Assert.That(
        _found,
        Is.Empty,
        () => $"{_found.Count} problems:\n{string.Join('\n', _found.Take(Shown))}{(_found.Count > Shown ? "\n…" : "")}");

    private static string Describe(object? value) => value switch
    {
        null => "null",
        string => $"'{value}'",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>())}]",
        _ => $"'{value}'",
    };
}
