using System.Globalization;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Names that clash with nothing.</summary>
internal static class FreeName
{
    private static readonly string[] OfObject =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Members that a request has anyway.</summary>
    public static readonly string[] InRequests =
        [.. OfObject, "AdditionalParameters", "AdditionalParametersOrNull", "Command", "CommandDescription", "CustomJobId", "DescribeCommand", "ExecuteAsync", "WriteParameters", "WriteTo"];

    /// <summary>Members that a class of answers has anyway.</summary>
    public static readonly string[] InModels = [.. OfObject, "ExtraFields", "Read"];

    /// <summary>Types that generated declarations use.</summary>
    public static readonly string[] OfTypes =
    [
        "Body", "BodyAttribute", "CancellationToken", "CloudStackException", "CloudStackModel", "CloudStackModelAttribute", "Command",
        "CommandAttribute", "CommandKind", "CommandRequest", "DateTimeOffset", "Get", "GetAttribute", "INamedResource", "IReadOnlyDictionary",
        "IReadOnlyList", "JobCommandRequest", "JobHandle", "JobList", "JsonElement", "ListCommandRequest", "MapStyle", "MapStyleAttribute",
        "PagedQuery", "Post", "PostAttribute", "QueryRequest", "Sensitive", "SensitiveAttribute", "SuccessResult", "Task", "WireName",
        "WireNameAttribute",
    ];

    /// <summary>The name itself, else with an ending; it is taken afterwards.</summary>
    public static string Take(string name, string ending, HashSet<string> taken)
    {
        string candidate = name;
        for (int number = 1; !taken.Add(candidate); number++)
        {
            candidate = name + ending + (number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture));
        }

        return candidate;
    }
}
