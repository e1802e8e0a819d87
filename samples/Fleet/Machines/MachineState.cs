using System.Globalization;
using CloudStack.Client;

namespace Fleet.Machines;

/// <summary>Everything about a machine that must survive. It is stored before each step that matters.</summary>
[GenerateSerializer]
internal sealed class MachineState
{
    [Id(0)]
    public MachineOrder? Order { get; set; }

    [Id(1)]
    public MachinePhase Phase { get; set; }

    /// <summary>The text of the job's token, stored <em>before</em> the command is sent.</summary>
    [Id(2)]
    public string Token { get; set; } = "";

    /// <summary>How many jobs there have been, including the current one.</summary>
    [Id(3)]
    public int Attempts { get; set; }

    /// <summary>The machine's id, as soon as the server has returned it.</summary>
    [Id(4)]
    public string? MachineId { get; set; }

    /// <summary>Since when the outcome of the job has been unknown.</summary>
    [Id(5)]
    public DateTimeOffset? DoubtSince { get; set; }

    /// <summary>When the machine was found to be ready or failed.</summary>
    [Id(6)]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What has gone wrong so far, by kind.</summary>
    [Id(7)]
    public Dictionary<string, int> Errors { get; set; } = [];

    /// <summary>The message of the last error.</summary>
    [Id(8)]
    public string? Problem { get; set; }

    /// <summary>How many failed machines were destroyed, but not expunged. Their names stay taken until the server expunges them.</summary>
    [Id(9)]
    public int TakenNames { get; set; }

    /// <summary>The machine's name: that of the order, with a number if others have had it.</summary>
    public string Name => TakenNames == 0 ? Order!.Name : string.Create(CultureInfo.InvariantCulture, $"{Order!.Name}-{TakenNames + 1}");

    public bool IsOver => Phase is MachinePhase.Ready or MachinePhase.Failed;

    /// <summary>Begins a new job, whose id and token exist before anything is sent.</summary>
    public void Begin(JobToken token)
    {
        Token = token.ToString();
        Phase = MachinePhase.Submitting;
        Attempts++;
        MachineId = null;
        DoubtSince = null;
    }

    public void End(MachinePhase phase, DateTimeOffset now)
    {
        Phase = phase;
        EndedAt = now;
        DoubtSince = null;
    }

    public void Note(string kind, string problem)
    {
        Errors[kind] = Errors.GetValueOrDefault(kind) + 1;
        Problem = problem;
    }

    public MachineReport ToReport() => new(Phase, MachineId, JobToken.TryParse(Token, out JobToken token) ? token.JobId : null, Attempts, new(Errors), Problem, EndedAt);
}
