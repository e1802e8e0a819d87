using CloudStack.Client;
using CloudStack.Client.Models;
using Microsoft.Extensions.Options;

namespace Fleet.Machines;

/// <summary>
/// Deploys one machine, from its order to its end, in steps from one stored state to the next. It is independent of Orleans:
/// the caller stores the state after each step, and may start from any stored state, in any process.
/// </summary>
internal sealed class Deployment(ICloudStackClient client, IOptions<FleetOptions> options, TimeProvider time)
{
    private const string Command = "deployVirtualMachine";

    private readonly FleetOptions _options = options.Value;

    // The job that this process has submitted; another process resumes it by the token.
    private JobHandle<VirtualMachine>? _job;

    /// <summary>A token for a job that does not exist yet.</summary>
    public JobToken NewToken() => JobToken.Create(Guid.NewGuid().ToString(), Command, client.Endpoint, time);

    /// <summary>Does what the phase requires, and updates the state.</summary>
    /// <returns>How long to wait before the next step.</returns>
    public async Task<TimeSpan> StepAsync(MachineState machine, CancellationToken cancellationToken)
    {
        try
        {
            return machine.Phase switch
            {
                MachinePhase.Submitting => await SubmitAsync(machine, cancellationToken),
                MachinePhase.Running => await WaitAsync(machine, cancellationToken),
                MachinePhase.InDoubt => await LookAsync(machine, cancellationToken),
                MachinePhase.Removing => await RemoveAsync(machine, cancellationToken),
                _ => throw new InvalidOperationException($"A machine in the phase {machine.Phase} has no next step."),
            };
        }
        catch (CloudStackException e) when (MayPass(e))
        {
            // The server is unavailable or busy. Nothing has been decided, so the same step is next.
            machine.Note(KindOf(e), e.Message);
            return _options.RetryPause;
        }
    }

    private async Task<TimeSpan> SubmitAsync(MachineState machine, CancellationToken cancellationToken)
    {
        JobToken token = JobToken.Parse(machine.Token);
        if (time.GetUtcNow() - token.SubmittedAt > _options.TokenLifetime)
        {
            return Doubt(machine);
        }

        MachineOrder order = machine.Order!;
        try
        {
            // With a caller's job id, the client first checks whether the server knows the job, and sends the command only if not.
            _job = await client.VirtualMachines.DeployVirtualMachineAsync(
                new()
                {
                    Name = machine.Name,
                    ZoneId = order.ZoneId,
                    ServiceOfferingId = order.OfferingId,
                    TemplateId = order.TemplateId,
                    CustomJobId = token.JobId,
                },
                cancellationToken);
        }
        catch (Exception e) when (e is AmbiguousSubmissionException or ResponseFormatException or CloudStackApiException { Kind: ErrorKind.Conflict })
        {
            // It may have been executed. Or a machine with this name already exists: then it should be ours. If the searches have
            // found nothing of ours, the name is taken.
            machine.Note(KindOf(e), e.Message);
            return machine.Errors.GetValueOrDefault(nameof(ErrorKind.Conflict)) < _options.MaxAttempts ? Doubt(machine) : End(machine, MachinePhase.Failed);
        }
        catch (CloudStackException e) when (!MayPass(e) || e is CloudStackApiException { Kind: ErrorKind.Capacity or ErrorKind.ResourceUnavailable })
        {
            return Fail(machine, e);
        }

        machine.Token = _job.ToToken().ToString();
        machine.MachineId = _job.ResourceId;
        machine.Phase = MachinePhase.Running;
        return TimeSpan.Zero;
    }

    private async Task<TimeSpan> WaitAsync(MachineState machine, CancellationToken cancellationToken)
    {
        JobToken token = JobToken.Parse(machine.Token);
        try
        {
            _job = _job?.JobId == token.JobId ? _job : client.Jobs.Resume<VirtualMachine>(token);
            return Ready(machine, await _job!.WaitForResultAsync(cancellationToken));
        }
        catch (JobFailedException e)
        {
            return Fail(machine, e);
        }
        catch (CloudStackException e) when (!MayPass(e))
        {
            // The server has forgotten the job, or can't read the result that it stored, or the result isn't a machine.
            machine.Note(KindOf(e), e.Message);
            return Doubt(machine);
        }
    }

    /// <summary>Looks for the job, then for the machine. Adopts what it finds; creates nothing before the search time ends.</summary>
    private async Task<TimeSpan> LookAsync(MachineState machine, CancellationToken cancellationToken)
    {
        JobToken token = JobToken.Parse(machine.Token);
        bool isSearchOver = time.GetUtcNow() - machine.DoubtSince >= _options.SearchTime;
        if (await MayTellMoreAsync(token.JobId!, cancellationToken))
        {
            machine.Phase = MachinePhase.Running;
            machine.DoubtSince = null;
            return _options.RetryPause;
        }

        switch (await FindAsync(machine, cancellationToken))
        {
            case { State: VirtualMachineState.Running } found:
                return Ready(machine, found);
            case { State: VirtualMachineState.Stopped or VirtualMachineState.Error } rest when isSearchOver:
                // Created by a command whose job was lost, for example with the server: nothing will finish it.
                machine.MachineId = rest.Id;
                machine.Phase = MachinePhase.Removing;
                return TimeSpan.Zero;
            case null when isSearchOver:
                return Again(machine, token);
            default:
                return _options.RetryPause;
        }
    }

    /// <summary>Removes what a failed job left behind, so that no attempt leaves an orphan, and starts again.</summary>
    private async Task<TimeSpan> RemoveAsync(MachineState machine, CancellationToken cancellationToken)
    {
        machine.MachineId ??= (await FindAsync(machine, cancellationToken))?.Id;
        if (machine.MachineId is { } id && !await TryDestroyAsync(machine, id, expunge: true, cancellationToken))
        {
            // Most users may destroy a machine, but not expunge it. Or an earlier call whose end went unseen has removed it.
            if (!await TryDestroyAsync(machine, id, expunge: false, cancellationToken) && await FindAsync(machine, cancellationToken) is not null)
            {
                return End(machine, MachinePhase.Failed); // a person has to look
            }

            machine.TakenNames++;
        }

        return Begin(machine);
    }

    private async Task<bool> TryDestroyAsync(MachineState machine, string id, bool expunge, CancellationToken cancellationToken)
    {
        try
        {
            await client.VirtualMachines.DestroyVirtualMachineAsync(new() { Id = id, Expunge = expunge }, cancellationToken).WaitForResultAsync(cancellationToken);
            return true;
        }
        catch (CloudStackException e) when (!MayPass(e))
        {
            machine.Note(KindOf(e), e.Message);
            return false;
        }
    }

    /// <summary>Whether a wait for the job can decide more. One that succeeded has left the rest to the machine.</summary>
    private async Task<bool> MayTellMoreAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Jobs.QueryAsync(jobId, cancellationToken)).Status is not (JobStatus.Succeeded or JobStatus.NotFound);
        }
        catch (CloudStackException e) when (!MayPass(e))
        {
            return false;
        }
    }

    /// <summary>Servers ignore case and accents in names, so the list may contain machines of other people.</summary>
    private async Task<VirtualMachine?> FindAsync(MachineState machine, CancellationToken cancellationToken)
    {
        List<VirtualMachine> found = await client.VirtualMachines.ListVirtualMachines(new() { Name = machine.Name }).ToListAsync(cancellationToken);
        return found.Find(candidate => candidate.Name == machine.Name && candidate.State is not (VirtualMachineState.Destroyed or VirtualMachineState.Expunging));
    }

    /// <summary>A failed job is retried only if its error says that this can help.</summary>
    private TimeSpan Fail(MachineState machine, CloudStackException e)
    {
        machine.Note(KindOf(e), e.Message);
        if (!e.IsTransient || machine.Attempts >= _options.MaxAttempts)
        {
            return End(machine, MachinePhase.Failed);
        }

        machine.Phase = MachinePhase.Removing;
        return TimeSpan.Zero;
    }

    private TimeSpan Doubt(MachineState machine)
    {
        machine.Phase = MachinePhase.InDoubt;
        machine.DoubtSince ??= time.GetUtcNow();
        return TimeSpan.Zero;
    }

    /// <summary>
    /// Neither the job nor the machine exists. The same id is sent again as long as the server would remember it: should the first
    /// command still arrive, its job has the same id.
    /// </summary>
    private TimeSpan Again(MachineState machine, JobToken token)
    {
        bool wasAccepted = token.ResourceId is not null, isOld = time.GetUtcNow() - token.SubmittedAt > _options.TokenLifetime;
        if (wasAccepted || isOld)
        {
            return Begin(machine);
        }

        machine.Phase = MachinePhase.Submitting;
        machine.DoubtSince = null;
        return TimeSpan.Zero;
    }

    /// <summary>Begins the next job, unless there have been enough of them.</summary>
    private TimeSpan Begin(MachineState machine)
    {
        if (machine.Attempts >= _options.MaxAttempts)
        {
            return End(machine, MachinePhase.Failed);
        }

        machine.Begin(NewToken());
        return _options.RetryPause;
    }

    private TimeSpan Ready(MachineState machine, VirtualMachine found)
    {
        machine.MachineId = found.Id;
        return End(machine, MachinePhase.Ready);
    }

    private TimeSpan End(MachineState machine, MachinePhase phase)
    {
        machine.End(phase, time.GetUtcNow());
        return TimeSpan.Zero;
    }

    // An expired deadline ends the wait, not the job, which is then waited for again.
    private static bool MayPass(CloudStackException e) => e is JobTimeoutException || (e.IsTransient && e is not JobFailedException);

    private static string KindOf(Exception e) => e switch
    {
        CloudStackApiException api => api.Kind.ToString(),
        JobFailedException failed => $"Job {failed.Error.Kind}",
        JobOutcomeUnknownException unknown => $"Unknown {unknown.Result.UnknownReason}",
        AmbiguousSubmissionException => "Ambiguous",
        CloudStackTransportException => "No response",
        ResponseFormatException => "Invalid response",
        _ => e.GetType().Name.Replace("Exception", "", StringComparison.Ordinal),
    };
}
