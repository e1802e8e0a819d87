namespace CloudStack.Simulator;

/// <summary>
/// A fake CloudStack management server without a network: it takes a request, returns the response, and uses a clock that the
/// caller chooses. Reach it in-process through <see cref="SimulatorHandler"/>, or over real HTTP through
/// <see cref="SimulatorServer"/>. All members are thread-safe.
/// </summary>
public sealed partial class SimulatorEngine
{
    private readonly object _sync = new();
    private readonly Cloud _cloud;
    private readonly LinkedList<RequestLogEntry> _log = new();
    private readonly Dictionary<string, int> _executions = new(StringComparer.Ordinal);
    private readonly List<JobPlan> _plans = [];
    private readonly Random _jobRandom;
    private readonly RecordedDurationsCursor? _recorded;
    private readonly EventHub _events;
    private long _requestCount;

    /// <summary>Creates a server with a root admin and, unless the options say otherwise, zones, offerings and templates.</summary>
    /// <param name="options">The options; null for the defaults. Later changes to the object have no effect.</param>
    /// <param name="timeProvider">The server's clock; null for the system clock.</param>
    /// <exception cref="ArgumentException">An option is invalid; the message names it.</exception>
    public SimulatorEngine(SimulatorOptions? options = null, TimeProvider? timeProvider = null)
    {
        Options = (options ?? new SimulatorOptions()).Freeze();
        Clock = timeProvider ?? TimeProvider.System;
        _events = new EventHub(Clock, SettleEvents);
        _cloud = new Cloud(Options, Clock, _events, _sync);
        _jobRandom = new Random(Options.Seed);
        _recorded = Options.RecordedDurations is { } recorded ? new RecordedDurationsCursor(recorded) : null;
        Faults = new FaultPlan(Options.Seed);
        Admin = _cloud.AddUser("admin", "admin", SimulatorRole.RootAdmin, "ROOT", Options.ApiKey, Options.SecretKey, Options.Password);
        if (Options.SeedData)
        {
            _cloud.Seed();
        }
    }

    /// <summary>The root admin that exists from the start.</summary>
    public SimulatorUser Admin { get; }

    /// <summary>The server's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The planned faults; empty at first.</summary>
    public FaultPlan Faults { get; }

    /// <summary>
    /// Whether the server is going down for maintenance. If so, it refuses asynchronous commands with 503 and answers all others.
    /// </summary>
    public bool InMaintenance
    {
        get
        {
            lock (_sync)
            {
                return _cloud.InMaintenance;
            }
        }

        set
        {
            lock (_sync)
            {
                _cloud.InMaintenance = value;
            }
        }
    }

    /// <summary>The number of requests since the start, including lost ones.</summary>
    public long RequestCount => Interlocked.Read(ref _requestCount);

    /// <summary>The requests in the order of arrival, at most <see cref="SimulatorOptions.RequestLogLimit"/>.</summary>
    public IReadOnlyList<RequestLogEntry> Requests
    {
        get
        {
            lock (_sync)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>All jobs since the start in the order in which they were accepted, including expired ones.</summary>
    public IReadOnlyList<SimulatorJob> Jobs
    {
        get
        {
            lock (_sync)
            {
                _cloud.Jobs.Settle(_cloud.Now);
                return [.. _cloud.Jobs.Snapshots];
            }
        }
    }

    internal SimulatorOptions Options { get; }

    /// <summary>How many times a command was sent, whatever the outcome.</summary>
    /// <param name="command">The command, in its exact case.</param>
    /// <returns>The number of entries of the request log.</returns>
    public int CountRequests(string command)
    {
        lock (_sync)
        {
            return _log.Count(e => e.Command == command);
        }
    }

    /// <summary>
    /// How many times a state-changing command with a certain value in any of its parameters was executed. This shows that nothing
    /// was done twice. The server ignores unknown parameters, so a test may send its marker under any name.
    /// </summary>
    /// <param name="marker">The value.</param>
    /// <returns>The number of executions. Executions with a lost response count; refused requests don't.</returns>
    public int ExecutionCount(string marker)
    {
        lock (_sync)
        {
            return _executions.GetValueOrDefault(marker);
        }
    }

    /// <summary>Adds a user, and its account and domains if they don't exist yet.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="role">The account's role.</param>
    /// <param name="accountName">The account; null for an account with the user's name.</param>
    /// <param name="domainPath">The account's domain, with or without a leading ROOT.</param>
    /// <param name="apiKey">The API key; null to generate one.</param>
    /// <param name="secretKey">The secret key; null to generate one.</param>
    /// <param name="password">The password for <c>login</c>; null to generate one.</param>
    /// <returns>The user with its keys and password.</returns>
    /// <exception cref="ArgumentException">A name or path is empty, the key is already taken, or the account has another role.</exception>
    public SimulatorUser AddUser(
        string name,
        SimulatorRole role = SimulatorRole.User,
        string? accountName = null,
        string domainPath = "ROOT",
        string? apiKey = null,
        string? secretKey = null,
        string? password = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(domainPath);
        lock (_sync)
        {
            return _cloud.AddUser(name, accountName ?? name, role, domainPath, apiKey, secretKey, password);
        }
    }

    /// <summary>
    /// Requires a second factor from the user's next login on: a fixed PIN, which <c>validateUserTwoFactorAuthenticationCode</c>
    /// accepts. This also turns on the server's setting <c>enable.user.2fa</c>. API keys never need the second factor.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="pin">The PIN.</param>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pin"/> is empty.</exception>
    public void RequireSecondFactor(SimulatorUser user, string pin)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentException.ThrowIfNullOrEmpty(pin);
        lock (_sync)
        {
            TwoFactor.Set(user, pin);
            _cloud.Settings[Configurations.TwoFactor] = "true";
        }
    }

    /// <summary>Removes commands from the role of a user's account: from then on, they are answered with 432.</summary>
    /// <param name="user">A user of the account.</param>
    /// <param name="commands">The commands, in their exact case.</param>
    /// <exception cref="ArgumentNullException"><paramref name="user"/> or <paramref name="commands"/> is null.</exception>
    public void Deny(SimulatorUser user, params string[] commands)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(commands);
        lock (_sync)
        {
            user.Account.Denied.UnionWith(commands);
        }
    }

    /// <summary>Adds a zone that all accounts may use.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its UUID.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public string AddZone(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_sync)
        {
            return _cloud.AddZone(name).Id;
        }
    }

    /// <summary>Adds a service offering that all accounts may use.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cpuNumber">The number of CPUs.</param>
    /// <param name="cpuSpeed">The CPU speed in MHz.</param>
    /// <param name="memory">The memory in MiB.</param>
    /// <returns>Its UUID.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public string AddServiceOffering(string name, int cpuNumber = 1, int cpuSpeed = 1000, int memory = 1024)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_sync)
        {
            return _cloud.AddServiceOffering(name, cpuNumber, cpuSpeed, memory).Id;
        }
    }

    /// <summary>Adds a template that all accounts may use in every zone; lists show it once for each zone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="passwordEnabled">Whether machines created from it get a password, which only the job's result shows.</param>
    /// <returns>Its UUID.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public string AddTemplate(string name, bool passwordEnabled = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_sync)
        {
            return _cloud.AddTemplate(name, passwordEnabled).Id;
        }
    }

    /// <summary>
    /// Decides how one of the next jobs runs. Plans are used in the order in which they were added, and take precedence over the
    /// options.
    /// </summary>
    /// <param name="command">The command whose job the plan is for; null for any command.</param>
    /// <param name="duration">How long the job takes; null leaves it to the options.</param>
    /// <param name="ending">How the job ends; null leaves it to the options.</param>
    /// <param name="times">The number of jobs that the plan applies to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative, or <paramref name="times"/> is not positive.</exception>
    public void PlanJob(string? command = null, TimeSpan? duration = null, JobEnding? ending = null, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration ?? TimeSpan.Zero, TimeSpan.Zero, nameof(duration));
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_sync)
        {
            _plans.Add(new JobPlan(command, duration, ending) { Remaining = times });
        }
    }

    /// <summary>Removes a job from the server's table: from then on, queries for it are answered with 431.</summary>
    /// <param name="jobId">The job's UUID.</param>
    /// <returns>False if there is no such job.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="jobId"/> is null.</exception>
    public bool PurgeJob(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        lock (_sync)
        {
            return _cloud.Jobs.Purge(jobId);
        }
    }

    /// <summary>Reads the current value of a field of any resource by the resource's UUID, bypassing the API.</summary>
    /// <param name="resourceId">The resource's UUID.</param>
    /// <param name="field">The field's protocol name, such as <c>state</c>.</param>
    /// <returns>The value as text; null if there is no such resource or field, or if the resource has been removed.</returns>
    public string? ReadField(string resourceId, string field)
    {
        lock (_sync)
        {
            _cloud.Jobs.Settle(_cloud.Now);
            return _cloud.Store.FindAnywhere(resourceId) is { IsRemoved: false } entity
                ? Convert.ToString(entity.Fields[field], System.Globalization.CultureInfo.InvariantCulture)
                : null;
        }
    }
}
