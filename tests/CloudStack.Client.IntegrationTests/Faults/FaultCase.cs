using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Faults;

/// <summary>A row of a fault table: what goes wrong once, and the expected result.</summary>
/// <param name="Fault">The fault; it strikes the first request of the command.</param>
/// <param name="Outcome">How the call ends.</param>
/// <param name="Executions">How often the command was executed.</param>
/// <param name="Requests">How often it was sent.</param>
internal sealed record FaultCase(Fault Fault, Outcome Outcome, int Executions, int Requests)
{
    public override string ToString() => $"{Fault} {Outcome} {Executions} {Requests}";

    /// <summary>Makes the call and returns how it ended.</summary>
    public static async Task<(Outcome Outcome, Exception? Exception)> RunAsync(Func<Task> call)
    {
        try
        {
            await call();
            return (Outcome.Works, null);
        }
        catch (Exception e)
        {
            return (e switch
            {
                AmbiguousSubmissionException => Outcome.Ambiguous,
                CloudStackApiException => Outcome.Refused,
                CloudStackTransportException => Outcome.Unreachable,
                ResponseFormatException => Outcome.Unreadable,
                _ => Outcome.Other,
            }, e);
        }
    }
}
