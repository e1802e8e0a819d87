namespace QuickStart;

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>128 and the number of SIGINT, as shells expect it of a program that Ctrl-C has ended.</summary>
    public const int Interrupted = 130;
}
