namespace CloudStack.Client.CodeGen;

/// <summary>How the tool ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary><c>verify</c> found differences.</summary>
    public const int Differences = 1;

    /// <summary>The tool could not do what it was asked for.</summary>
    public const int Failed = 2;
}
