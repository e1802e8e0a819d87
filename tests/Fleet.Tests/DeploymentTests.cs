using CloudStack.Client;
using CloudStack.Simulator;
using Fleet.Machines;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>Every possible outcome of a machine's job, and how it is handled. In virtual time.</summary>
internal sealed class DeploymentTests
{
    private const string Command = "deployVirtualMachine";

    private static readonly JobEnding NoRoom = JobEnding.Failure(533, "No host has room for it");

    [Test]
    public async Task A_job_that_succeeds_ends_in_a_machine([Values] bool diesAfterEachStep)
    {
        await using MachineLife life = new();
        await life.RunAsync(diesAfterEachStep);
        Assert.That((life.State.Phase, life.Executions, life.State.Attempts), Is.EqualTo((MachinePhase.Ready, 1, 1)));
        Assert.That(life.State.Errors, Is.Empty);
    }

    [Test]
    public async Task A_job_that_fails_for_good_is_told_and_not_tried_again()
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: JobEnding.Failure(431, "The template is gone"));
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Failed, 1)));
        Assert.That(life.State.Problem, Does.Contain("The template is gone"));
    }

    [Test]
    public async Task A_job_that_fails_for_a_moment_is_tried_again_and_leaves_nothing_behind([Values] bool diesAfterEachStep)
    {
        await using MachineLife life = new();
        string first = life.State.Token;
        life.Engine.PlanJob(Command, ending: NoRoom, times: 2);
        await life.RunAsync(diesAfterEachStep);
        Assert.That((life.State.Phase, life.Jobs, life.State.Attempts), Is.EqualTo((MachinePhase.Ready, 3, 3)));
        Assert.That(life.Engine.Jobs.Where(job => job.Command == Command).Select(job => job.Id), Is.Unique);
        Assert.That(life.State.Token, Is.Not.EqualTo(first));
        Assert.That(await life.MachinesAsync(), Is.EqualTo((string[])["Running"]), "the machines of the failed jobs are gone");
    }

    [Test]
    public async Task A_job_that_fails_again_and_again_is_given_up()
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: NoRoom, times: 10);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Jobs), Is.EqualTo((MachinePhase.Failed, life.Options.MaxAttempts)));
        Assert.That(life.State.Errors, Is.EqualTo(new Dictionary<string, int> { ["Job Capacity"] = 3 }));
    }

    [Test]
    public async Task A_command_that_got_lost_is_sent_again_after_the_search([Values] bool diesAfterEachStep)
    {
        await using MachineLife life = new();
        string? id = JobToken.Parse(life.State.Token).JobId;
        life.Engine.Faults.Add(Fault.LoseRequest, Command, times: 1);
        await life.RunAsync(diesAfterEachStep);
        Assert.That((life.State.Phase, life.Executions, life.State.Attempts), Is.EqualTo((MachinePhase.Ready, 1, 1)));
        Assert.That(life.Engine.Jobs.Single().Id, Is.EqualTo(id), "the same id");
        Assert.That(life.Elapsed, Is.GreaterThan(life.Options.SearchTime));
        Assert.That(life.State.Errors.Keys, Is.EqualTo((string[])["Ambiguous"]));
    }

    [Test]
    public async Task An_answer_that_got_lost_costs_nothing()
    {
        await using MachineLife life = new();
        life.Engine.Faults.Add(Fault.LoseAnswer, Command, times: 1);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
    }

    [Test]
    public async Task A_machine_whose_job_cannot_be_found_is_adopted()
    {
        // A server that assigns its own job ids, and whose response is lost: only the name leads to the machine.
        await using MachineLife life = new();
        life.Engine.Faults.Add(Fault.IgnoreCustomJobId, Command, times: 1);
        life.Engine.Faults.Add(Fault.LoseAnswer, Command, times: 1);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
        Assert.That(life.State.MachineId, Is.EqualTo(life.Engine.Jobs.Single().ResourceId));
    }

    [Test]
    public async Task A_job_that_the_server_has_forgotten_is_no_reason_for_a_second_machine()
    {
        await using MachineLife life = new();
        await life.StepAsync();
        life.Engine.PurgeJob(JobToken.Parse(life.State.Token).JobId!);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
        Assert.That(life.State.Errors.Keys, Is.EqualTo((string[])["Unknown NotFound"]));
    }

    [Test]
    public async Task A_result_that_the_server_cannot_read_is_found_in_the_machine()
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: JobEnding.Unreadable);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
    }

    [Test]
    public async Task What_a_server_left_that_died_is_removed_before_another_machine_is_made()
    {
        await using MachineLife life = new(jobDuration: TimeSpan.FromMinutes(5));
        life.Engine.Faults.Add(Fault.IgnoreCustomJobId, Command, times: 1);
        life.Engine.Faults.Add(Fault.LoseAnswer, Command, times: 1);
        await life.StepAsync();
        Assert.That(life.State.Phase, Is.EqualTo(MachinePhase.InDoubt));
        life.Engine.Restart();
        await life.RunAsync();
        Assert.That((life.State.Phase, life.State.Attempts), Is.EqualTo((MachinePhase.Ready, 2)));
        Assert.That(await life.MachinesAsync(), Is.EqualTo((string[])["Running"]), "no orphan");
    }

    [Test]
    public async Task A_server_that_is_away_is_waited_for()
    {
        await using MachineLife life = new();
        FaultRule away = life.Engine.Faults.Add(Fault.RefuseConnection);
        for (int i = 0; i < 5; i++)
        {
            await life.WaitAsync(await life.StepAsync());
        }

        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Submitting, 0)));
        life.Engine.Faults.Remove(away);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions, life.State.Attempts), Is.EqualTo((MachinePhase.Ready, 1, 1)));
    }

    [Test]
    public async Task An_old_token_is_not_sent_because_the_server_may_have_forgotten_its_job()
    {
        await using MachineLife life = new();
        await life.StepAsync();
        await life.WaitAsync(TimeSpan.FromDays(2));
        life.State.Phase = MachinePhase.Submitting; // as if the process had died before storing more
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)), "the machine of two days ago is adopted");
    }
}
