namespace CloudStack.Client.Jobs.Polling;

/// <summary>What <see cref="InspectionRule"/> knows of a job that runs.</summary>
/// <param name="Durations">How long other jobs of its command took.</param>
/// <param name="Age">For how many seconds it has run.</param>
/// <param name="Earliest">The age in seconds before which the caller wants no look.</param>
internal readonly record struct RunningJob(CommandDurations Durations, double Age, double Earliest = 0);
