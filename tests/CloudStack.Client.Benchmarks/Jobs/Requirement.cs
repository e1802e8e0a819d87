using System.CommandLine.Parsing;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>What arguments must be.</summary>
internal static class Requirement
{
    /// <summary>Refuses the arguments unless something holds.</summary>
    public static void Require(this SymbolResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
