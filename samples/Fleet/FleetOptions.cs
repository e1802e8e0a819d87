namespace Fleet;

/// <summary>
/// The settings, bound from the section <c>Fleet</c>: from the command line (<c>--machines 40</c>) and, in silos, from the
/// environment (<c>Fleet__Machines=40</c>).
/// </summary>
internal sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>The name of the fleet, and the prefix of its machines' names. A fleet that is in Redis continues where it was.</summary>
    public string Name { get; set; } = "fleet";

    /// <summary>The number of machines; null for 300 in a simulated cloud and 10 in a real one.</summary>
    public int? Machines { get; set; }

    /// <summary>How many machines are worked on at once, across all silos.</summary>
    public int Parallel { get; set; } = 60;

    /// <summary>How many silos the console starts.</summary>
    public int Silos { get; set; } = 3;

    /// <summary>The address of Redis; null to start one.</summary>
    public string? Redis { get; set; }

    /// <summary>The name of the zone; null for the first one in the list. The same applies to the next two.</summary>
    public string? Zone { get; set; }

    /// <summary>The name of the service offering.</summary>
    public string? Offering { get; set; }

    /// <summary>The name of the template.</summary>
    public string? Template { get; set; }

    /// <summary>The simulator's request limit for the account, in calls per second; null for none.</summary>
    public int? Limit { get; set; }

    /// <summary>
    /// How often a machine that isn't ready yet is woken, in whichever silo it was. The work of a dead silo may pause for this long
    /// after its death has been detected.
    /// </summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a silo may take to respond to a probe; after three missed probes it is declared dead.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the client looks for the job of a submit whose response was lost.</summary>
    public TimeSpan LookUpTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to look for a machine by its name before its command is sent again.</summary>
    public TimeSpan SearchTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause before a retry.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum number of jobs for one machine.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// The maximum age of a token whose command may be sent. The server forgets jobs a day after their end
    /// (<c>job.expire.minutes</c>), so an id that it may have forgotten proves nothing.
    /// </summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(12);

    public bool IsValid => (Machines is null or (> 0 and <= 10_000)) && Parallel > 0 && Silos is > 0 and <= 20 && (Limit is null or > 0);
}
