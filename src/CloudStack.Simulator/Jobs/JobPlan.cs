namespace CloudStack.Simulator;

/// <summary>How one of the next jobs runs.</summary>
internal sealed record JobPlan(string? Command, TimeSpan? Duration, JobEnding? Ending)
{
    public int Remaining { get; set; }
}
