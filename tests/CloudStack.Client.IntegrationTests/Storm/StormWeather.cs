using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Storm;

/// <summary>Everything that goes wrong in a storm: randomly with fixed seeds, and at fixed times.</summary>
internal sealed class StormWeather
{
    private static readonly TimeSpan[] Restarts = [TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(150)];
    private static readonly TimeSpan DownTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan OutageAt = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan OutageTime = TimeSpan.FromSeconds(25);

    private readonly SimulatorEngine _engine;
    private readonly DateTimeOffset _start;

    public StormWeather(SimulatorEngine engine)
    {
        _engine = engine;
        _start = engine.Clock.GetUtcNow();

        // At fixed times: a server that goes down and restarts, twice, and a database that is unavailable.
        foreach (TimeSpan at in Restarts)
        {
            Between(Fault.RefuseConnection, at, DownTime);
            Between(Fault.StartingPage, at + DownTime, DownTime);
        }

        Between(Fault.InternalError, OutageAt, OutageTime);

        // Randomly, on every command.
        ByChance(0.030, Fault.LoseAnswer);
        ByChance(0.020, Fault.LoseRequest);
        ByChance(0.010, Fault.ResetConnection, Fault.ResetConnection.AfterExecuting(), Fault.RefuseConnection);
        ByChance(0.010, Fault.BadGatewayPage, Fault.GatewayTimeoutPage.AfterExecuting());
        ByChance(0.020, Fault.BadGatewayPage.AfterExecuting());
        ByChance(0.010, Fault.EmptyAnswer, Fault.EmptyAnswer.AfterExecuting());
        ByChance(0.010, Fault.CutBody(0), Fault.CutBody(30));
        ByChance(0.002, Fault.Throttle(700));
        ByChance(0.001, Fault.Hang, Fault.Hang.AfterExecuting(), Fault.SlowBody(TimeSpan.FromSeconds(3)));
        foreach (string command in (string[])["deployVirtualMachine", "createTags"])
        {
            engine.Faults.Add(Fault.Maintenance, command, probability: 0.02);
            engine.Faults.Add(Fault.InternalError, command, probability: 0.02);
            engine.Faults.Add(Fault.InternalError.AfterExecuting(), command, probability: 0.02);
        }

        // Names and error texts are repeated in the responses about jobs; a submit's response contains only ids.
        foreach (string command in (string[])["queryAsyncJobResult", "listAsyncJobs"])
        {
            engine.Faults.Add(Fault.RawControlByte, command, probability: 0.02);
            engine.Faults.Add(Fault.InvalidEscape, command, probability: 0.02);

            // Three in a row on one job would look like an unreadable result; that must not happen at random.
            engine.Faults.Add(Fault.InternalError, command, probability: 0.002);
        }
    }

    /// <summary>The faults that were meant to occur and never did, in any of their rules.</summary>
    public IEnumerable<string> Missing => _engine.Faults.Rules
        .GroupBy(rule => rule.Fault.ToString(), StringComparer.Ordinal)
        .Where(rules => rules.All(rule => rule.Hits == 0))
        .Select(rules => rules.Key);

    /// <summary>Restarts the server at the fixed times; jobs that are running then end.</summary>
    public async Task RestartAsync()
    {
        foreach (TimeSpan at in Restarts)
        {
            await Task.Delay(at + DownTime - (_engine.Clock.GetUtcNow() - _start), _engine.Clock);
            _engine.Restart();
        }
    }

    /// <summary>Ends the storm: all requests are answered normally.</summary>
    public void End() => _engine.Faults.Clear();

    private void Between(Fault fault, TimeSpan from, TimeSpan duration) =>
        _engine.Faults.Add(fault, when: request => request.At >= _start + from && request.At < _start + from + duration);

    private void ByChance(double probability, params Fault[] faults)
    {
        foreach (Fault fault in faults)
        {
            _engine.Faults.Add(fault, probability: probability);
        }
    }
}
