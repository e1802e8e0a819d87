using System.CommandLine;
using BenchmarkDotNet.Running;
using CloudStack.Client.Benchmarks.Jobs;
using CloudStack.Client.Benchmarks.Listing;
using CloudStack.Client.Benchmarks.Reading;
using CloudStack.Client.Benchmarks.Schedule;
using CloudStack.Client.Benchmarks.Single;
using CloudStack.Client.Benchmarks.Waiting;

Argument<string[]> rest = new("arguments") { Description = "Arguments for BenchmarkDotNet, such as --filter '*'." };
Command micro = new("micro", "Micro-benchmarks of signing, reading, and submit with wait.") { rest };
micro.TreatUnmatchedTokensAsErrors = false;
micro.SetAction(result =>
{
    BenchmarkSwitcher.FromAssembly(typeof(JobsCommand).Assembly).Run([.. result.GetValue(rest) ?? [], .. result.UnmatchedTokens]);
    return 0;
});

RootCommand root = new("Benchmarks of CloudStack.Client against its simulator, on loopback only.")
{
    JobsCommand.Create(),
    ScheduleCommand.Create(),
    SingleCommand.Create(),
    ListCommand.Create(),
    WaitingCommand.Create(),
    FirstReadCommand.Create(),
    ServeCommand.Create(),
    micro,
};
return await root.Parse(args).InvokeAsync();
