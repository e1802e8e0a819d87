namespace CloudStack.Client.Jobs.Polling;

/// <summary>A running job as <see cref="InspectionRule"/> sees it.</summary>
/// <param name="Durations">How long other jobs of its command took.</param>
/// <param name="Age">How many seconds the job has run.</param>
/// <param name="Earliest">The age in seconds before which the caller doesn't want a check.</param>
internal readonly record struct RunningJob(CommandDurations Durations, double Age, double Earliest = 0);
