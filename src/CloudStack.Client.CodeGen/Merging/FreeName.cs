using System.Globalization;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Finds names without conflicts.</summary>
internal static class FreeName
{
    private static readonly string[] OfObject =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Members that every request has.</summary>
    public static readonly string[] InRequests =
        [.. OfObject, "AdditionalParameters", "AdditionalParametersOrNull", "Command", "CommandDescription", "CustomJobId", "DescribeCommand", "ExecuteAsync", "WriteParameters", "WriteTo"];

    /// <summary>Members that every response class has.</summary>
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

    /// <summary>Returns the name, with an ending if it's already taken, and marks it as taken.</summary>
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
