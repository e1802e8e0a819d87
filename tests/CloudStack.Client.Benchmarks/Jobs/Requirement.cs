using System.CommandLine.Parsing;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>Validates arguments.</summary>
internal static class Requirement
{
    /// <summary>Rejects the arguments unless a condition is met.</summary>
    public static void Require(this SymbolResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
