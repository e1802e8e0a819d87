using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>
/// Writes which models can occur under which key of a response. Where jobs of several commands put different models under one key,
/// the command decides.
/// </summary>
internal static class ResultModelsText
{
    /// <summary>The key of responses that the server didn't name.</summary>
    private const string Nameless = "null";

    public static GeneratedFile Write(GenerationPlan plan)
    {
        // As bytes: a switch over the keys would be seven times as large in a native program.
        CodeText text = CodeText.Start(plan.Catalog.Version, "CloudStack.Client.Jobs")
            .Line("/// <summary>The models that can occur under a key of a response.</summary>")
            .Line("internal static class ResultModels")
            .Open()
            .Line("/// <summary>A line for each key, or for a key and a command, with the names of the models, those of jobs first.</summary>")
            .Line("public static ReadOnlySpan<byte> Table => \"\"\"")
            .Line("");
        foreach (IGrouping<string, Answer> key in plan.Commands.SelectMany(command => Answers(plan, command))
            .Where(answer => answer.Key != Nameless)
            .GroupBy(answer => answer.Key, StringComparer.Ordinal)
            .OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            text.Line($"{key.Key}={Names(key.OrderByDescending(answer => answer.Command.Async))}");
            if (Models(key.Where(answer => answer.Command.Async)).Count() > 1)
            {
                foreach (IGrouping<string, Answer> command in key
                    .Where(answer => answer.Command.Async)
                    .GroupBy(answer => answer.Command.Name, StringComparer.Ordinal)
                    .OrderBy(command => command.Key, StringComparer.Ordinal))
                {
                    text.Line($"{key.Key}@{command.Key}={Names(command)}");
                }
            }
        }

        return new GeneratedFile("ResultModels.g.cs", text.Line("").Line("\"\"\"u8;").Close().ToString());
    }

    private static IEnumerable<Answer> Answers(GenerationPlan plan, CatalogCommand command)
    {
        if (command.Result is not ("entity" or "list"))
        {
            return [];
        }

        // The declared result of a command can be under each of its keys.
        return (command.Response is { } response ? [(Response: response, Keys: command.ResponseKeys)] : Array.Empty<(string Response, IReadOnlyList<string> Keys)>())
            .Concat(command.Alternatives?.Select(alternative => (alternative.Response, alternative.Keys)) ?? [])
            .SelectMany(answer => answer.Keys.Select(key => new Answer(key, plan.ModelName(answer.Response), command)))
            .Distinct();
    }

    private static IEnumerable<string> Models(IEnumerable<Answer> answers) => answers.Select(answer => answer.Model).Distinct(StringComparer.Ordinal);

    /// <summary>The names of models, those of more commands first.</summary>
    private static string Names(IEnumerable<Answer> answers)
    {
        IEnumerable<string> names = answers
            .GroupBy(answer => (answer.Model, answer.Command.Async))
            .OrderByDescending(group => group.Key.Async)
            .ThenByDescending(group => group.Count())
            .ThenBy(group => group.Key.Model, StringComparer.Ordinal)
            .Select(group => group.Key.Model)
            .Distinct(StringComparer.Ordinal);
        return string.Join(',', names);
    }

    private sealed record Answer(string Key, string Model, CatalogCommand Command);
}
