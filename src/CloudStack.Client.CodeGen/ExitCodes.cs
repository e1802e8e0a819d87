namespace CloudStack.Client.CodeGen;

/// <summary>The exit codes of the tool.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary><c>verify</c> found differences.</summary>
    public const int Differences = 1;

    /// <summary>The tool couldn't complete the command.</summary>
    public const int Failed = 2;
}
