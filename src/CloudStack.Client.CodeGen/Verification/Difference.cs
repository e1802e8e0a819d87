namespace CloudStack.Client.CodeGen.Verification;

/// <summary>One difference, however often it occurs.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Command">The command, or the first one with this difference.</param>
/// <param name="Place">The parameter, or class and field; empty for the whole command.</param>
/// <param name="Detail">What the server has.</param>
internal sealed record Difference(DifferenceKind Kind, string Command, string Place, string Detail)
{
    public int Count { get; init; } = 1;
}
