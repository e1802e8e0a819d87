using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>A form of a command's response, according to the catalog.</summary>
/// <param name="Result">The shape: entity, list, success, flat or none.</param>
/// <param name="Key">The key of an object or a list; null if the shape has none.</param>
internal sealed record AnswerForm(string Result, string? Key)
{
    /// <summary>The forms that a method must read; a command can use several keys, and a few have several shapes.</summary>
    public static IEnumerable<AnswerForm> Of(TypedMethod method)
    {
        CommandFacts command = method.Command;
        return command.Alternatives.Count == 0
            ? Forms(command.Result, command.ResponseKeys)
            : command.Alternatives.Where(alternative => alternative.Response == method.Response).SelectMany(alternative => Forms(alternative.Result, alternative.Keys));
    }

    /// <summary>The content of a direct response.</summary>
    /// <param name="style">How it is written.</param>
    /// <param name="objects">The objects; only a list uses more than one.</param>
    public string Direct(AnswerStyle style, IReadOnlyList<string> objects) => Result switch
    {
        "entity" when style == AnswerStyle.Shapes => $$"""{"count":1,"{{Key}}":[{{objects[0]}}]}""",
        "entity" => $$"""{"{{Key}}":{{objects[0]}}}""",
        "list" when style == AnswerStyle.Shapes => $$"""{"count":1,"{{Key}}":{{objects[0]}}}""",
        "list" => $$"""{"count":{{objects.Count}},"{{Key}}":[{{string.Join(',', objects)}}]}""",
        "success" or "flat" => objects[0],
        _ => "{}",
    };

    /// <summary>The <c>jobresult</c> of a poll; null if the job ends without one.</summary>
    public string? JobResult(IReadOnlyList<string> objects) => Result switch
    {
        "entity" => $$"""{"{{Key}}":{{objects[0]}}}""",
        "list" => $$$"""{"null":{"responses":[{{{string.Join(',', objects)}}}]}}""",
        "success" or "flat" => objects[0].Replace("\"displaytext\"", "\"details\"", StringComparison.Ordinal),
        _ => null,
    };

    private static IEnumerable<AnswerForm> Forms(string result, IReadOnlyList<string> keys) =>
        result is "entity" or "list" ? keys.Select(key => new AnswerForm(result, key)) : [new AnswerForm(result, null)];
}
