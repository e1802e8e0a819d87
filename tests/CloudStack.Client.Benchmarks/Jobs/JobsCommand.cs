using System.CommandLine;
using System.CommandLine.Parsing;
using CloudStack.Client.Benchmarks.Schedule;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary><c>jobs</c>: many jobs, with the simulator in a separate process.</summary>
internal static class JobsCommand
{
    public static Command Create()
    {
        Option<int> jobs = new("--jobs") { Description = "The number of jobs.", DefaultValueFactory = _ => 200 };
        Option<Durations> duration = DurationOption.Create(2, 12);
        Option<string?> file = new("--durations-file") { Description = "A file of recorded jobs, whose durations are used in order, repeatedly, instead of --duration." };
        Option<bool> sequence = new("--sequence") { Description = "One job after the other: each must end before the next is submitted. The same as --concurrency 1." };
        Option<int?> concurrency = new("--concurrency") { Description = "The number of jobs at a time: the next is submitted as soon as one is reported. Without it, all at once." };
        Option<int> repeat = new("--repeat") { Description = "How often everything runs, with one client and one server. The last run is reported.", DefaultValueFactory = _ => 1 };
        Option<int?> throttle = new("--throttle") { Description = "The server's limit of counted calls per second (an API-key call counts twice). Without it, no limit." };
        Option<string> hint = new("--hint") { Description = "Where completion hints come from.", DefaultValueFactory = _ => "none" };
        hint.AcceptOnlyFromAmong("none", "bus");
        Option<bool> json = new("--json") { Description = "Ends with one JSON object on the last line." };
        jobs.Validators.Add(result => result.Require(result.GetValueOrDefault<int>() is >= 1 and <= 20_000, "--jobs must be 1 to 20000."));
        concurrency.Validators.Add(result => result.Require(result.GetValueOrDefault<int?>() is null or >= 1 and <= 20_000, "--concurrency must be 1 to 20000."));
        repeat.Validators.Add(result => result.Require(result.GetValueOrDefault<int>() is >= 1 and <= 1000, "--repeat must be 1 to 1000."));
        throttle.Validators.Add(result => result.Require(result.GetValueOrDefault<int?>() is null or >= 2, "--throttle must be 2 or more: an API-key call counts twice."));
        Command command = new("jobs", "Waits for many jobs and measures requests, delay, processor time, memory and connections.")
        {
            jobs, duration, file, sequence, concurrency, repeat, throttle, hint, json,
        };
        command.Validators.Add(result =>
        {
            result.Require(!(result.GetValue(sequence) && result.GetValue(concurrency) is not (null or 1)), "--sequence means --concurrency 1: omit one of the two.");
            result.Require(result.GetValue(file) is null || result.GetResult(duration) is not { Implicit: false }, "--duration and --durations-file exclude each other.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            int count = result.GetValue(jobs);
            TimeSpan[] durations;
            try
            {
                durations = result.GetValue(file) is { } path ? Recorded(path, count) : result.GetValue(duration)!.Spread(count);
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }

            int atATime = result.GetValue(sequence) ? 1 : result.GetValue(concurrency) ?? count;
            JobsScenario scenario = new(durations, atATime, result.GetValue(repeat), result.GetValue(throttle), result.GetValue(hint) == "bus");
            JobsReport report = await JobsRun.RunAsync(scenario, cancellationToken);
            Console.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToString());
            return report.Succeeded == count ? 0 : 1;
        });
        return command;
    }

    private static TimeSpan[] Recorded(string path, int count)
    {
        RecordedJob[] recorded = RecordedJob.ReadFile(path);
        return recorded.Length > 0 && recorded.All(static job => job.Seconds is >= 0 and <= 600)
            ? [.. Enumerable.Range(0, count).Select(i => TimeSpan.FromSeconds(recorded[i % recorded.Length].Seconds))]
            : throw new FormatException($"{path} must have at least one job, and each must take 0 to 600000 milliseconds.");
    }
}
