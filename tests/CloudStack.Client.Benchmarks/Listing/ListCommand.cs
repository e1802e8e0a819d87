using System.CommandLine;
using CloudStack.Client.Benchmarks.Jobs;

namespace CloudStack.Client.Benchmarks.Listing;

/// <summary><c>list</c>: many jobs that share the list of running jobs, in virtual time.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        Option<int> jobs = new("--jobs") { Description = "The number of jobs.", DefaultValueFactory = _ => 200 };
        Option<Durations> duration = DurationOption.Create(2, 12);
        Option<int?> concurrency = new("--concurrency") { Description = "The number of jobs at a time: the next is submitted as soon as one is reported. Without it, all at once." };
        Option<double> latency = new("--latency") { Description = "How many seconds of virtual time a list or a query takes; submits take none." };
        Option<bool> json = new("--json") { Description = "Ends with one JSON object on the last line." };
        jobs.Validators.Add(result => result.Require(result.GetValueOrDefault<int>() is >= 1 and <= 100_000, "--jobs must be 1 to 100000."));
        concurrency.Validators.Add(result => result.Require(result.GetValueOrDefault<int?>() is null or >= 1 and <= 100_000, "--concurrency must be 1 to 100000."));
        latency.Validators.Add(result => result.Require(result.GetValueOrDefault<double>() is >= 0 and <= 60, "--latency must be 0 to 60 seconds."));
        Command command = new("list", "Waits for many jobs in virtual time and counts requests, lists, and how late results are.") { jobs, duration, concurrency, latency, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            int count = result.GetValue(jobs);
            ListReport report = await ListRun.RunAsync(
                result.GetValue(duration)!.Spread(count),
                result.GetValue(concurrency) ?? count,
                TimeSpan.FromSeconds(result.GetValue(latency)),
                cancellationToken);
            Console.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToString());
            return report.Told == count ? 0 : 1;
        });
        return command;
    }
}
