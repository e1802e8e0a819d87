using System.CommandLine;

namespace CloudStack.Client.Benchmarks.Schedule;

/// <summary><c>schedule</c>: the polls of recorded jobs by the client's schedule, computed without a clock.</summary>
internal static class ScheduleCommand
{
    public static Command Create()
    {
        Option<string> file = new("--file")
        {
            Description = "The durations of jobs in the order in which they ran; by default, those of a real server.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "durations.json"),
        };
        Option<double?> under = new("--under") { Description = "Reports only the jobs that took less than this number of seconds." };
        Option<double?> over = new("--over") { Description = "Reports only the jobs that took more than this number of seconds." };
        Option<bool> first = new("--first") { Description = "Reports only the first job of each command." };
        Option<int> rounds = new("--rounds") { Description = "How often the file runs, keeping what was learned. The last round is reported.", DefaultValueFactory = _ => 1 };
        Option<double> cost = new("--cost") { Description = "PollingOptions.RequestCost in seconds.", DefaultValueFactory = _ => new PollingOptions().RequestCost.TotalSeconds };
        Option<double> answer = new("--answer") { Description = "When the submit is answered, in seconds after the job began.", DefaultValueFactory = _ => 0.015 };
        Option<double> roundTrip = new("--rtt") { Description = "The seconds from a poll to its response.", DefaultValueFactory = _ => 0.01 };
        Option<bool> json = new("--json") { Description = "Ends with one JSON object on the last line." };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--rounds must be 1 to 1000.");
            }
        });
        Command command = new("schedule", "What the poll schedule costs and how late it reports, for recorded jobs and without a clock.")
        {
            file, under, over, first, rounds, cost, answer, roundTrip, json,
        };
        command.SetAction(result =>
        {
            try
            {
                ScheduleModel model = new(new PollingOptions { RequestCost = TimeSpan.FromSeconds(result.GetValue(cost)) }, result.GetValue(answer), result.GetValue(roundTrip));
                RecordedJob[] jobs = RecordedJob.ReadFile(result.GetValue(file)!);
                ToldJob[] told = [];
                for (int round = 0; round < result.GetValue(rounds); round++)
                {
                    told = model.Run(jobs);
                }

                IEnumerable<ToldJob> group = result.GetValue(first) ? told.DistinctBy(static job => job.Command) : told;
                ScheduleReport report = ScheduleReport.Of([.. group.Where(job => !(job.Seconds >= result.GetValue(under)) && !(job.Seconds <= result.GetValue(over)))]);
                Console.WriteLine(result.GetValue(json) ? report.ToJson() : report.ToString());
                return 0;
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }
}
