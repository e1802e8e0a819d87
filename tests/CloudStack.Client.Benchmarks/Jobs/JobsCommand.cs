using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary><c>jobs</c>: many jobs at once, the simulator in a process of its own.</summary>
internal static class JobsCommand
{
    public static Command Create()
    {
        Option<int> jobs = new("--jobs") { Description = "How many jobs are submitted at once.", DefaultValueFactory = _ => 200 };
        Option<Durations> duration = new("--duration")
        {
            Description = "How long a job takes, in seconds: one number, or two with a dash between which the durations are spread.",
            CustomParser = Parse,
            DefaultValueFactory = _ => new Durations(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)),
        };
        Option<int?> throttle = new("--throttle") { Description = "The server's limit of counted calls a second (an API-key call counts twice); none without it." };
        Option<string> hint = new("--hint") { Description = "Where completion hints come from.", DefaultValueFactory = _ => "none" };
        hint.AcceptOnlyFromAmong("none", "bus");
        Option<bool> json = new("--json") { Description = "Ends with one JSON object on the last line." };
        jobs.Validators.Add(result => Require(result, result.GetValueOrDefault<int>() is >= 1 and <= 20_000, "--jobs must be 1 to 20000."));
        throttle.Validators.Add(result => Require(result, result.GetValueOrDefault<int?>() is null or >= 2, "--throttle must be 2 or more: an API-key call counts twice."));
        Command command = new("jobs", "Waits for many jobs and measures requests, delay, processor time, memory and connections.") { jobs, duration, throttle, hint, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            JobsScenario scenario = new(result.GetValue(jobs), result.GetValue(duration)!, result.GetValue(throttle), result.GetValue(hint) == "bus");
            JobsReport report = await JobsRun.RunAsync(scenario, cancellationToken);
            Console.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToString());
            return report.Succeeded == scenario.Jobs ? 0 : 1;
        });
        return command;
    }

    private static Durations? Parse(ArgumentResult result)
    {
        string[] parts = result.Tokens[0].Value.Split('-');
        if (parts.Length <= 2
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double shortest)
            && double.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double longest)
            && shortest <= longest
            && longest <= 600)
        {
            return new Durations(TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest));
        }

        result.AddError("--duration is a number of seconds up to 600, or two with a dash, such as 2-12.");
        return null;
    }

    private static void Require(OptionResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
