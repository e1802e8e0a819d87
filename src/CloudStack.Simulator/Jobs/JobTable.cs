using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// The jobs. They need no timers: the next access first runs everything that is due by then, in order and each at its own time.
/// </summary>
internal sealed partial class JobTable(Cloud cloud)
{
    private readonly Dictionary<string, Job> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Job> _rows = [];
    private readonly SortedDictionary<long, Job> _running = [];
    private readonly PriorityQueue<(Job Job, JobPhase Phase), (DateTimeOffset At, bool Begins, long Sequence)> _due = new();
    private readonly Dictionary<string, List<Job>> _pending = new(StringComparer.Ordinal);
    private long _sequence;

    public IEnumerable<SimulatorJob> Snapshots => _rows.Select(static j => j.ToSnapshot());

    public DateTimeOffset? NextDue => _due.TryPeek(out _, out (DateTimeOffset At, bool Begins, long Sequence) key) ? key.At : null;

    public static string Describe(Account account) => string.Create(
        CultureInfo.InvariantCulture,
        $"Account [{{\"accountName\":\"{account.Name}\",\"id\":{account.Number},\"uuid\":\"{account.Id}\"}}]");

    /// <summary>Refuses an id that isn't a lower-case UUID or that an earlier job has.</summary>
    public void CheckCustomId(string id, bool isRoot)
    {
        if (!Guid.TryParseExact(id, "D", out _) || id.Any(char.IsAsciiLetterUpper))
        {
            throw ApiError.Value($"UUID: {id} doesn't follow the UUID format");
        }

        if (_byId.TryGetValue(id, out Job? other) && !IsGone(other))
        {
            // The server checks only unfinished jobs; a finished one is found by the database's index.
            throw other.Completed is null
                ? ApiError.Value($"UUID: {id} already exists so can't create/update with custom id")
                : new ApiError(530, isRoot ? "Entity already exists " : "Internal error executing command, please contact your system administrator");
        }
    }

    public Job Submit(CommandContext context, JobWork work, string? customId, TimeSpan duration, JobEnding ending)
    {
        DateTimeOffset now = context.Now;
        var job = new Job(customId ?? cloud.Store.NewId(), _rows.Count + 1, context.Command, context.User, now, work)
        {
            Server = cloud.Servers.Current,
            Ending = ending,
            Duration = duration,
            Parameters = context.Parameters.Sent,
            Method = context.Method,
        };
        _rows.Add(job);
        _byId[job.Id] = job;
        _running.Add(job.Number, job);
        if (work.Target is { } entity)
        {
            if (!_pending.TryGetValue(entity.Id, out List<Job>? jobs))
            {
                _pending[entity.Id] = jobs = [];
            }

            jobs.Add(job);
        }

        if (cloud.Events.HasListeners)
        {
            cloud.Events.Publish(JobEvents.Submitted(cloud, job));
        }

        if (work.CreatedId is not null)
        {
            Announce(job, ActionStatus.Created, now);
        }

        Announce(job, ActionStatus.Scheduled, now);

        Queue(job, now);
        Settle(now);
        return job;
    }

    /// <summary>Runs everything that is due by now.</summary>
    public void Settle(DateTimeOffset now)
    {
        while (_due.TryPeek(out (Job Job, JobPhase Phase) next, out (DateTimeOffset At, bool Begins, long Sequence) key) && key.At <= now)
        {
            _due.Dequeue();
            if (next.Job.Completed is not null || next.Job.IsStranded)
            {
                continue;
            }

            cloud.EventTime = key.At;
            Play(next.Job, next.Phase, key.At);
        }

        cloud.EventTime = null;
    }

    /// <summary>The pending job that the response shows for a listed resource.</summary>
    public Job? PendingOn(string id) => _pending.TryGetValue(id, out List<Job>? jobs) ? jobs.FirstOrDefault() : null;

    /// <summary>Ends the jobs of the server that is restarted. Those of dead servers stay.</summary>
    public void Restart(DateTimeOffset now)
    {
        Interrupt([.. _running.Values.Where(static job => !job.IsStranded)], now);
        _due.Clear();
        HashSet<Entity> held = [.. _running.Values.Select(static job => job.Work.Target).OfType<Entity>()];
        foreach (Entity vm in cloud.Store.All(VirtualMachines.Kind).Where(vm => !held.Contains(vm)))
        {
            vm.BusyUntil = null;
        }
    }

    /// <summary>Lets the server that runs the running jobs die. Returns the number of jobs.</summary>
    public int Strand()
    {
        int count = 0;
        foreach (Job job in _running.Values.Where(job => job.Server == cloud.Servers.Current))
        {
            job.IsStranded = true;
            count++;
            if (job.Work is { IsQueued: true, Target: { } target })
            {
                target.BusyUntil = DateTimeOffset.MaxValue;
            }
        }

        return count;
    }

    /// <summary>Ends the jobs that a dead server left behind, when it starts again. The jobs that waited for them begin.</summary>
    public void EndStranded(string serverId, DateTimeOffset now)
    {
        List<Job> jobs = [.. _running.Values.Where(job => job.IsStranded && job.Server.Id == serverId)];
        Interrupt(jobs, now);
        foreach (Entity target in jobs.Where(static job => job.Work.IsQueued).Select(static job => job.Work.Target).OfType<Entity>().Distinct())
        {
            List<Job> waiting = [.. _running.Values.Where(job => job.Work.IsQueued && job.Work.Target == target)];
            if (!waiting.Exists(static job => job.IsStranded))
            {
                target.BusyUntil = null;
                waiting.ForEach(job => Queue(job, now));
            }
        }
    }

    public bool Purge(string id)
    {
        bool known = _byId.TryGetValue(id, out Job? job) && !job.IsPurged;
        if (job is not null)
        {
            job.IsPurged = true;
            _byId.Remove(id);
        }

        return known;
    }

    private void Interrupt(List<Job> jobs, DateTimeOffset now)
    {
        foreach (Job job in jobs)
        {
            job.KeepsServer = true;
            Complete(job, job.HasBegun ? JobEnding.Restart : JobEnding.FailureWithoutResult, now);
        }
    }

    private void Queue(Job job, DateTimeOffset now)
    {
        DateTimeOffset begin = now;
        if (job.Work is { IsQueued: true, Target: { } target })
        {
            begin = target.BusyUntil > now ? target.BusyUntil.Value : now;
            target.BusyUntil = job.Ending.Kind == JobEndingKind.Never ? DateTimeOffset.MaxValue : Later(begin, job.Duration);
        }

        // At the same time, jobs end before the jobs that waited for them begin.
        _due.Enqueue((job, JobPhase.Begin), (begin, true, ++_sequence));
    }

    private void Play(Job job, JobPhase phase, DateTimeOffset at)
    {
        switch (phase)
        {
            case JobPhase.Announce:
                Announce(job, ActionStatus.Completed, at);
                job.IsAnnounced = true;
                break;
            case JobPhase.End:
                Complete(job, job.Work.Finish?.Invoke() ?? job.Ending, at);
                break;
            default:
                Start(job, at);
                break;
        }
    }

    private void Start(Job job, DateTimeOffset at)
    {
        Announce(job, ActionStatus.Started, at);
        if (Begin(job) is { } early)
        {
            if (job.Work is { IsQueued: true, Target: { } target } && target.BusyUntil == Later(at, job.Duration))
            {
                target.BusyUntil = at;
            }

            Complete(job, early, at);
        }
        else if (job.Ending.Kind != JobEndingKind.Never)
        {
            DateTimeOffset end = Later(at, job.Duration);
            TimeSpan lead = cloud.Options.CompletedEventLead;
            if (lead > TimeSpan.Zero && cloud.Webhooks.Any)
            {
                _due.Enqueue((job, JobPhase.Announce), (end - lead > at ? end - lead : at, false, ++_sequence));
            }

            _due.Enqueue((job, JobPhase.End), (end, false, ++_sequence));
        }
    }

    private void Announce(Job job, ActionStatus status, DateTimeOffset at)
    {
        if (cloud.Webhooks.Any)
        {
            bool succeeds = job.Completed is not null ? job.Status == 1 : job.Ending.SoundsGood && job.Work.Finish?.Invoke() is null;
            cloud.Webhooks.Raise(ActionEvent.Of(cloud, job, status, at, succeeds));
        }
    }

    private static JobEnding? Begin(Job job)
    {
        job.HasBegun = true;
        return job.Work.Begin?.Invoke();
    }

    private static DateTimeOffset Later(DateTimeOffset from, TimeSpan by) =>
        by >= DateTimeOffset.MaxValue - from ? DateTimeOffset.MaxValue : from + by;

    private void Complete(Job job, JobEnding ending, DateTimeOffset at)
    {
        // The result is created while the job is still pending, so the object in it names this job.
        JobOutcome.Apply(job, ending);
        if (job.Status == 1)
        {
            job.Result = cloud.Catalog.Changed(job.Command.Name, job.Result);
            StoredResult.Keep(job);
        }

        job.Completed = at;

        // There are no events for jobs that a restart ended or whose row is already gone.
        if (!job.KeepsServer && !IsGone(job))
        {
            Tell(job, at);
        }

        _running.Remove(job.Number);
        if (job.Work.Target is { } target && _pending.TryGetValue(target.Id, out List<Job>? jobs))
        {
            jobs.Remove(job);
            if (jobs.Count == 0)
            {
                _pending.Remove(target.Id);
            }
        }
    }

    private void Tell(Job job, DateTimeOffset at)
    {
        if (!job.IsAnnounced)
        {
            Announce(job, ActionStatus.Completed, at);
        }

        if (cloud.Events.HasListeners)
        {
            cloud.Events.Publish(JobEvents.Completed(cloud, job));
        }
    }

    // The cleaner runs at intervals; jobs that expired after its last run are still there.
    private bool IsGone(Job job) =>
        job.IsPurged || cloud.LastCleaning - (job.Completed ?? job.Created) >= Configurations.JobExpiry(cloud);
}
