namespace CloudStack.Simulator;

/// <summary>
/// A fake CloudStack management server without a network: a request goes in, the answer comes out, and time is read
/// from a clock that the caller chooses. Reach it in-process through <see cref="SimulatorHandler"/> or over real HTTP
/// through <see cref="SimulatorServer"/>. All members may be called from any thread.
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
    /// <param name="options">How it behaves; null for the defaults. Later changes of the object have no effect.</param>
    /// <param name="timeProvider">The server's clock; null for the real one.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message names it.</exception>
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

    /// <summary>The clock that the server goes by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What shall go wrong; empty at first.</summary>
    public FaultPlan Faults { get; }

    /// <summary>
    /// Whether the server is going down for maintenance: it then refuses asynchronous commands with 503 and answers all
    /// others.
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

    /// <summary>The number of requests since the start, lost ones included.</summary>
    public long RequestCount => Interlocked.Read(ref _requestCount);

    /// <summary>The requests in the order of their arrival, at most <see cref="SimulatorOptions.RequestLogLimit"/>.</summary>
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

    /// <summary>All jobs since the start, in the order of their acceptance, expired ones included.</summary>
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

    /// <summary>How often a command was sent, whatever became of it.</summary>
    /// <param name="command">The command, with its exact case.</param>
    /// <returns>The number of entries of the request log.</returns>
    public int CountRequests(string command)
    {
        lock (_sync)
        {
            return _log.Count(e => e.Command == command);
        }
    }

    /// <summary>
    /// How often a state-changing command was executed that carried a certain value in any of its parameters: the proof
    /// that nothing was done twice. Unknown parameters are ignored by the server, so a test may send its marker under
    /// any name.
    /// </summary>
    /// <param name="marker">The value.</param>
    /// <returns>The number of executions; lost answers count, refused requests do not.</returns>
    public int ExecutionCount(string marker)
    {
        lock (_sync)
        {
            return _executions.GetValueOrDefault(marker);
        }
    }

    /// <summary>Adds a user, and the account and the domains it needs if they are not there yet.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="role">The account's role.</param>
    /// <param name="accountName">The account; null for one named like the user.</param>
    /// <param name="domainPath">The account's domain, with or without a leading ROOT.</param>
    /// <param name="apiKey">The API key; null makes one up.</param>
    /// <param name="secretKey">The secret key; null makes one up.</param>
    /// <param name="password">The password for <c>login</c>; null makes one up.</param>
    /// <returns>The user with its keys and password.</returns>
    /// <exception cref="ArgumentException">A name or path is empty, the key is taken, or the account has another role.</exception>
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
    /// Demands a second factor from a user's next login on: a fixed PIN, which <c>validateUserTwoFactorAuthenticationCode</c>
    /// takes. It also switches the server's setting <c>enable.user.2fa</c> on. API keys are never asked for it.
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

    /// <summary>Takes commands out of the role of a user's account: they are answered with 432 from then on.</summary>
    /// <param name="user">A user of the account.</param>
    /// <param name="commands">The commands, with their exact case.</param>
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

    /// <summary>Adds a zone that everybody may use.</summary>
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

    /// <summary>Adds a service offering that everybody may use.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cpuNumber">The number of CPUs.</param>
    /// <param name="cpuSpeed">Their speed in MHz.</param>
    /// <param name="memory">Memory in MiB.</param>
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

    /// <summary>Adds a template that everybody may use in every zone; lists show it once for each zone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="passwordEnabled">Whether machines made from it get a password, told once in the job's result.</param>
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
    /// Decides how one of the next jobs runs. Plans are used up in the order in which they were made, and win over the
    /// options.
    /// </summary>
    /// <param name="command">The command whose job it is for; null for any.</param>
    /// <param name="duration">How long the job takes; null leaves it to the options.</param>
    /// <param name="ending">How it ends; null leaves it to the options.</param>
    /// <param name="times">For how many jobs the plan holds.</param>
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

    /// <summary>Removes a job from the server's table: asking for it is answered with 431 from then on.</summary>
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

    /// <summary>
    /// Reads a field of any resource, by the resource's UUID, as it stands now: the state behind the API's back.
    /// </summary>
    /// <param name="resourceId">The resource's UUID.</param>
    /// <param name="field">The field's name on the wire, such as <c>state</c>.</param>
    /// <returns>Its value as text; null if there is no such resource or field, or the resource was removed.</returns>
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
