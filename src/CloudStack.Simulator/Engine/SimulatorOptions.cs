using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The behavior of a fake management server. The values are read once, when the engine is created.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The seed of everything that looks random: ids, keys, passwords, addresses. 1 by default.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The root admin's API key; null to generate one.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The root admin's secret key; null to generate one.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The root admin's password for <c>login</c>; <c>password</c> by default.</summary>
    public string Password { get; set; } = "password";

    /// <summary>How long a session may be idle; 30 minutes by default.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a job takes, from its turn to its end. 2 s by default; with zero, a job ends as soon as it is accepted.</summary>
    public TimeSpan JobDuration { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Durations for individual commands, by command name; they take precedence over <see cref="RecordedDurations"/> and
    /// <see cref="JobDuration"/>.
    /// </summary>
    public IDictionary<string, TimeSpan> JobDurations { get; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>
    /// Job durations as recorded on a running server; null (the default) for none. The jobs of a command get the durations recorded
    /// for that command one after the other, starting again with the first after the last. Commands without recorded durations use
    /// those of all commands in the same way. Recorded durations take precedence over <see cref="JobDuration"/>, which is then not
    /// used.
    /// </summary>
    public RecordedDurations? RecordedDurations { get; set; }

    /// <summary>
    /// Decides the duration of each job. If the delegate or its return value is null (the default), the other settings apply.
    /// </summary>
    public Func<SimulatedJobContext, TimeSpan?>? JobDurationSelector { get; set; }

    /// <summary>Decides the ending of each job. If the delegate or its return value is null (the default), the job succeeds.</summary>
    public Func<SimulatedJobContext, JobEnding?>? JobEndingSelector { get; set; }

    /// <summary>
    /// The time from the <c>Completed</c> event that webhooks receive until the job's row is done. The event is never sent before
    /// the job starts. On a real server it was 0.2 s to 2 s. With zero (the default), both happen at the same moment.
    /// </summary>
    public TimeSpan CompletedEventLead { get; set; }

    /// <summary>
    /// Whether webhooks may be sent to loopback addresses, which a real server refuses with <c>Illegal host specified in URL.</c>
    /// False by default.
    /// </summary>
    public bool AllowLoopbackWebhooks { get; set; }

    /// <summary>
    /// The handler that sends webhooks; null (the default) uses a connection to the webhook's own address. In virtual time, use a
    /// handler that answers in-process.
    /// </summary>
    public HttpMessageHandler? WebhookHandler { get; set; }

    /// <summary>How long jobs are kept: completed jobs after their completion, others after their creation. 24 h by default.</summary>
    public TimeSpan JobExpiry { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How often the server removes expired jobs, counted from its start. A real server does so every 10 s. Zero (the default)
    /// removes each job when it expires.
    /// </summary>
    public TimeSpan JobCleaningInterval { get; set; }

    /// <summary>The default page size, which is also the largest; 500 by default.</summary>
    public int MaxPageSize { get; set; } = 500;

    /// <summary>Whether state changes must be sent by POST and signatures must expire within 15 minutes. False by default.</summary>
    public bool EnforcePost { get; set; }

    /// <summary>
    /// The number of calls that an account other than a root admin may make within <see cref="ThrottleInterval"/>; each API-key
    /// call counts twice. Null (the default) means no limit.
    /// </summary>
    public int? ThrottleLimit { get; set; }

    /// <summary>The window of <see cref="ThrottleLimit"/>; 1 s by default.</summary>
    public TimeSpan ThrottleInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the server takes to verify the signature of a request. An API-key call counts twice, the second time after this
    /// delay, and so in the next window if the first was at the end of one. Zero by default.
    /// </summary>
    public TimeSpan SignatureCheckDuration { get; set; }

    /// <summary>The offset of dates in responses, in whole minutes; zero by default.</summary>
    public TimeSpan TimeZoneOffset { get; set; }

    /// <summary>Whether every string in a JSON response is percent-encoded. False by default.</summary>
    public bool PercentEncodeStrings { get; set; }

    /// <summary>Whether jobs identify their server by a number, as in 4.19 and 4.20, instead of a UUID. False by default.</summary>
    public bool NumericManagementServerId { get; set; }

    /// <summary>The version that <c>listCapabilities</c> reports.</summary>
    public string CloudStackVersion { get; set; } = "4.23.0.0";

    /// <summary>Whether zones, offerings and templates exist from the start. True by default.</summary>
    public bool SeedData { get; set; } = true;

    /// <summary>The maximum number of entries in the request log; the oldest are dropped first. 100,000 by default.</summary>
    public int RequestLogLimit { get; set; } = 100_000;

    /// <summary>Creates a validated copy, which later changes don't affect.</summary>
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
