namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>What the committed choice contains, so that a lost line, or a response with a different outcome, is noticed.</summary>
internal static class RecordingChoice
{
    public const int Vectors = 150;
    public const int Jobs = 312;

    /// <summary>Successful responses of <c>queryAsyncJobResult</c>.</summary>
    public const int JobAnswers = 1059;

    public static readonly SortedDictionary<string, int> Exchanges = new()
    {
        ["value"] = 1617,
        ["error of the API"] = 782,
        ["200, XML"] = 110,
        ["200, empty"] = 6,
        ["other status, XML"] = 10,
        ["other status, HTML"] = 2,
        ["other status, text"] = 1,
        ["other status, empty"] = 3,
    };

    public static readonly SortedDictionary<string, int> Experiments = new()
    {
        ["value"] = 482,
        ["value of repaired JSON"] = 2,
        ["error of the API"] = 81,
        ["throttled, then sent again"] = 37,
        ["transport failure (HTML)"] = 7,
        ["200, empty"] = 1,
        ["other status, XML"] = 2,
        ["other status, HTML"] = 5,
        ["other status, text"] = 1,
        ["other status, empty"] = 4,
    };

    public static readonly SortedDictionary<string, int> JobEndings = new()
    {
        ["Failed with status 1"] = 2,
        ["Failed with status 2"] = 62,
        ["Succeeded with status 1"] = 247,
    };

    /// <summary>The number of commands with a JSON response with status 200.</summary>
    public const int TypedCommands = 525;

    public const int TypedExperimentCommands = 41;

    public static readonly SortedDictionary<string, int> TypedExchanges = new()
    {
        ["empty"] = 6,
        ["entity"] = 111,
        ["flat"] = 957,
        ["job"] = 332,
        ["list"] = 162,
        ["success"] = 55,
        ["XML"] = 110,
    };

    public static readonly SortedDictionary<string, int> TypedExperiments = new()
    {
        ["empty"] = 1,
        ["entity"] = 19,
        ["flat"] = 107,
        ["job"] = 31,
        ["list"] = 323,
        ["success"] = 4,
    };

    public static readonly SortedDictionary<string, int> TypedJobs = new()
    {
        ["Failed with status 1: none"] = 2,
        ["Failed with status 2: none"] = 62,
        ["Succeeded with status 1: list"] = 2,
        ["Succeeded with status 1: none"] = 3,
        ["Succeeded with status 1: object"] = 167,
        ["Succeeded with status 1: success"] = 75,
    };
}
