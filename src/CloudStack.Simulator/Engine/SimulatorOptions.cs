using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>How a fake management server behaves. The values are read once, when the engine is constructed.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The seed of everything that looks random: ids, keys, passwords, addresses. 1 by default.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The root admin's API key; null makes one up.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The root admin's secret key; null makes one up.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The root admin's password for <c>login</c>; <c>password</c> by default.</summary>
    public string Password { get; set; } = "password";

    /// <summary>How long a session may be idle; 30 minutes by default.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a job takes, from its turn to its end. 2 s by default; zero ends it with its acceptance.</summary>
    public TimeSpan JobDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Durations of single commands, by command name; they win over <see cref="RecordedDurations"/> and <see cref="JobDuration"/>.
    /// </summary>
    public IDictionary<string, TimeSpan> JobDurations { get; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>
    /// Durations to give to jobs as a running server took them; null, the default, for none. Jobs of a command get those of
    /// the command one after the other, and the first one again after the last; commands without any get those of all commands
    /// the same way. They win over <see cref="JobDuration"/>, which is not used beside them.
    /// </summary>
    public RecordedDurations? RecordedDurations { get; set; }

    /// <summary>Decides the duration of each job; null, as delegate or as answer, leaves it to the other settings.</summary>
    public Func<SimulatedJobContext, TimeSpan?>? JobDurationSelector { get; set; }

    /// <summary>Decides the ending of each job; null, as delegate or as answer, means success.</summary>
    public Func<SimulatedJobContext, JobEnding?>? JobEndingSelector { get; set; }

    /// <summary>
    /// How long before a job's row is done its webhooks are told <c>Completed</c>, at most down to its start. On a real
    /// server it was 0.2 s to 2 s; zero, the default, tells them at the same moment.
    /// </summary>
    public TimeSpan CompletedEventLead { get; set; }

    /// <summary>
    /// Whether webhooks may be sent to loopback addresses, which a real server refuses with <c>Illegal host specified in
    /// URL.</c> False by default.
    /// </summary>
    public bool AllowLoopbackWebhooks { get; set; }

    /// <summary>
    /// What sends webhooks; null, the default, uses a connection to the hook's own address. In virtual time give a handler
    /// that answers in-process.
    /// </summary>
    public HttpMessageHandler? WebhookHandler { get; set; }

    /// <summary>
    /// How long jobs are kept: finished ones after their completion, others after their creation. 24 h by default.
    /// </summary>
    public TimeSpan JobExpiry { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How often the server removes expired jobs, counted from its start. A real one does so every 10 s; zero, the default,
    /// removes each at its time.
    /// </summary>
    public TimeSpan JobCleaningInterval { get; set; }

    /// <summary>The default and largest page, 500 by default.</summary>
    public int MaxPageSize { get; set; } = 500;

    /// <summary>
    /// Whether state changes must come by POST and signatures expire within 15 minutes. False by default.
    /// </summary>
    public bool EnforcePost { get; set; }

    /// <summary>
    /// Calls that an account other than a root admin may make within <see cref="ThrottleInterval"/>; every API-key
    /// call counts twice. Null, the default, for no limit.
    /// </summary>
    public int? ThrottleLimit { get; set; }

    /// <summary>The window of <see cref="ThrottleLimit"/>; 1 s by default.</summary>
    public TimeSpan ThrottleInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the server takes to verify the signature of a request. The second of the two counts of an API-key call
    /// happens that much later, and so in the next window where the first was at the end of one. Zero by default.
    /// </summary>
    public TimeSpan SignatureCheckDuration { get; set; }

    /// <summary>The offset that dates are written with, in whole minutes; zero by default.</summary>
    public TimeSpan TimeZoneOffset { get; set; }

    /// <summary>Whether every string of a JSON answer is percent-encoded. False by default.</summary>
    public bool PercentEncodeStrings { get; set; }

    /// <summary>
    /// Whether jobs name their server by a number, as 4.19 and 4.20 do, instead of a UUID. False by default.
    /// </summary>
    public bool NumericManagementServerId { get; set; }

    /// <summary>The version that <c>listCapabilities</c> reports.</summary>
    public string CloudStackVersion { get; set; } = "4.23.0.0";

    /// <summary>Whether the account of a first-time user finds zones, offerings and templates. True by default.</summary>
    public bool SeedData { get; set; } = true;

    /// <summary>The most entries that the request log keeps; the oldest go first. 100,000 by default.</summary>
    public int RequestLogLimit { get; set; } = 100_000;

    /// <summary>A checked copy that later changes do not reach.</summary>
    internal SimulatorOptions Freeze()
    {
        Validate();
        var copy = new SimulatorOptions
        {
            Seed = Seed,
            ApiKey = ApiKey,
            SecretKey = SecretKey,
            Password = Password,
            SessionTimeout = SessionTimeout,
            JobDuration = JobDuration,
            RecordedDurations = RecordedDurations,
            JobDurationSelector = JobDurationSelector,
            JobEndingSelector = JobEndingSelector,
            JobExpiry = JobExpiry,
            CompletedEventLead = CompletedEventLead,
            AllowLoopbackWebhooks = AllowLoopbackWebhooks,
            WebhookHandler = WebhookHandler,
            JobCleaningInterval = JobCleaningInterval,
            MaxPageSize = MaxPageSize,
            EnforcePost = EnforcePost,
            ThrottleLimit = ThrottleLimit,
            ThrottleInterval = ThrottleInterval,
            SignatureCheckDuration = SignatureCheckDuration,
            TimeZoneOffset = TimeZoneOffset,
            PercentEncodeStrings = PercentEncodeStrings,
            NumericManagementServerId = NumericManagementServerId,
            CloudStackVersion = CloudStackVersion,
            SeedData = SeedData,
            RequestLogLimit = RequestLogLimit,
        };
        foreach ((string command, TimeSpan duration) in JobDurations)
        {
            copy.JobDurations[command] = duration;
        }

        return copy;
    }

    private void Validate()
    {
        Positive(JobExpiry, nameof(JobExpiry));
        Positive(SessionTimeout, nameof(SessionTimeout));
        Positive(ThrottleInterval, nameof(ThrottleInterval));
        NotNegative(JobDuration, nameof(JobDuration));
        NotNegative(CompletedEventLead, nameof(CompletedEventLead));
        NotNegative(JobCleaningInterval, nameof(JobCleaningInterval));
        NotNegative(SignatureCheckDuration, nameof(SignatureCheckDuration));
        foreach ((string command, TimeSpan duration) in JobDurations)
        {
            NotNegative(duration, $"{nameof(JobDurations)}[{command}]");
        }

        Require(MaxPageSize >= 1, nameof(MaxPageSize), "1 or more", MaxPageSize);
        Require(ThrottleLimit is null or >= 1, nameof(ThrottleLimit), "null, or 1 or more", ThrottleLimit);
        Require(RequestLogLimit >= 0, nameof(RequestLogLimit), "0 or more", RequestLogLimit);
        Require(ApiKey is null == SecretKey is null, nameof(SecretKey), "given if and only if ApiKey is", "one of the two");
        Require(ApiKey is not "" && SecretKey is not "", nameof(ApiKey), "null or not empty", "an empty key");
        Require(
            TimeZoneOffset.Ticks % TimeSpan.TicksPerMinute == 0 && TimeZoneOffset.Duration() <= TimeSpan.FromHours(14),
            nameof(TimeZoneOffset), "whole minutes, at most 14 hours", TimeZoneOffset);
    }

    private static void Positive(TimeSpan value, string name) =>
        Require(value > TimeSpan.Zero, name, "more than zero", value);

    private static void NotNegative(TimeSpan value, string name) =>
        Require(value >= TimeSpan.Zero, name, "zero or more", value);

    private static void Require(bool holds, string name, string allowed, object? value)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"SimulatorOptions.{name} must be {allowed}, not {value}."));
        }
    }
}
