using CloudStack.Client;
using QuickStart;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args, Environment.GetEnvironmentVariable);
}
catch (UsageException e)
{
    Console.Error.WriteLine($"{e.Message}\n\n{Arguments.Usage}");
    return ExitCode.Usage;
}

if (arguments.Help)
{
    Console.WriteLine(Arguments.Usage);
    return ExitCode.Done;
}

// The first Ctrl-C ends the wait in good order; the second one ends the program.
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

try
{
    await using Cloud cloud = await Cloud.OpenAsync(arguments, stop.Token);
    return await Deployment.RunAsync(cloud.Client, arguments, stop.Token);
}
catch (JobWaitCanceledException e)
{
    Console.WriteLine("\nStopped waiting; the job itself goes on.");
    Later.Explain(e.Job);
    return ExitCode.Interrupted;
}
catch (OperationCanceledException)
{
    Console.WriteLine("\nStopped before the server had confirmed a job.");
    return ExitCode.Interrupted;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Usage;
}
catch (CloudStackException e)
{
    // Whatever went wrong with a call: no message of the client holds a secret.
    Console.Error.WriteLine($"\n{e.Message}");
    if (e.Job is not null)
    {
        Later.Explain(e.Job);
    }

    return ExitCode.Failed;
}
