namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Collects differences; the same one at the same place is counted, not repeated.</summary>
internal sealed class DifferenceList
{
    private readonly Dictionary<(DifferenceKind Kind, string Place, string Detail), Difference> _differences = [];

    public IReadOnlyList<Difference> All =>
    [
        .. _differences.Values
            .OrderBy(difference => difference.Kind)
            .ThenBy(difference => difference.Command, StringComparer.Ordinal)
            .ThenBy(difference => difference.Place, StringComparer.Ordinal)
            .ThenBy(difference => difference.Detail, StringComparer.Ordinal),
    ];

    /// <summary>Adds a difference in a command or one of its parameters.</summary>
    public void AddToCommand(DifferenceKind kind, string command, string parameter, string detail) =>
        _differences.TryAdd((kind, command + " " + parameter, detail), new Difference(kind, command, parameter, detail));

    /// <summary>Adds a difference in a class, which many commands may return.</summary>
    public void AddToClass(DifferenceKind kind, string command, string place, string detail)
    {
        (DifferenceKind Kind, string Place, string Detail) key = (kind, place, detail);
        _differences[key] = _differences.TryGetValue(key, out Difference? known)
            ? known with { Count = known.Count + 1 }
            : new Difference(kind, command, place, detail);
    }
}
