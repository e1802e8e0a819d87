namespace CloudStack.Simulator;

/// <summary>A declared parameter of a command.</summary>
internal sealed record ParameterInfo(string Name, string Type, string? Element, string? Entity, string Flags)
{
    public bool IsRequired => Flags.Contains('r', StringComparison.Ordinal);

    /// <summary>Whether this is a newer parameter, which accepts only UUIDs and treats anything else as not sent.</summary>
    public bool IsNewer => Flags.Contains('n', StringComparison.Ordinal);

    public bool IsAdminOnly => Flags.Contains('A', StringComparison.Ordinal);

    public bool IsHidden => Flags.Contains('h', StringComparison.Ordinal);

    public string? Since { get; init; }

    public string Description { get; init; } = string.Empty;

    public int MaxLength { get; init; } = Flags.IndexOf('l', StringComparison.Ordinal) is int at and >= 0
        ? int.Parse(Flags.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture)
        : 255;
}
