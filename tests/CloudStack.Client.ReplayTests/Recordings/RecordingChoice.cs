namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>What the committed choice holds, so that a lost line shows.</summary>
internal static class RecordingChoice
{
    public const int Vectors = 0;
    public const int Jobs = 0;
    public const int JobAnswers = 0;

    public static readonly SortedDictionary<string, int> Exchanges = new();

    public static readonly SortedDictionary<string, int> Experiments = new();

    public static readonly SortedDictionary<string, int> JobEndings = new();
}
