using CloudStack.Client;
using CloudStack.Simulator;
using Fleet.Machines;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>Every possible outcome of a machine's job, and how it is handled. In virtual time.</summary>
internal sealed class DeploymentTests
{
    private const string Command = "deployVirtualMachine";
    private const string Destroy = "destroyVirtualMachine";
    private const string NotAllowed = "The caller is not allowed to do this";

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

    [Test]
    public async Task A_machine_with_a_similar_name_is_neither_adopted_nor_removed([Values("WEB-0001", "Web-0001")] string name, [Values] bool isStopped)
    {
        // The server's lists ignore case, and our command got lost.
        await using MachineLife life = new();
        string other = await life.AddOtherAsync(name, isStopped);
        life.Engine.Faults.Add(Fault.LoseRequest, Command, times: 1);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
        Assert.That(life.State.MachineId, Is.Not.EqualTo(other));
        Assert.That((await life.ListAsync()).Find(machine => machine.Id == other)?.State, Is.EqualTo(isStopped ? "Stopped" : "Running"));
    }

    [Test]
    public async Task A_name_that_a_machine_of_somebody_else_has_is_given_up()
    {
        // To this server, both names are the same.
        await using MachineLife life = new();
        await life.AddOtherAsync("WEB-0001", isStopped: false);
        life.Engine.Faults.Add(Fault.Error(431, "The vm with hostName web-0001 already exists in the network domain"), Command);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions, life.State.MachineId), Is.EqualTo((MachinePhase.Failed, 0, (string?)null)));
        Assert.That(life.State.Problem, Does.Contain("already exists"));
        Assert.That(await life.MachinesAsync(), Is.EqualTo((string[])["Running"]));
    }

    [Test]
    public async Task A_user_who_may_not_expunge_destroys_what_failed_and_starts_again([Values(530, 531)] int code, [Values] bool diesAfterEachStep)
    {
        await using MachineLife life = new(endings: job => job.Parameters.GetValueOrDefault("expunge") == "true" ? JobEnding.Failure(code, NotAllowed) : null);
        life.Engine.PlanJob(Command, ending: NoRoom, times: 2);
        await life.RunAsync(diesAfterEachStep);
        Assert.That((life.State.Phase, life.Jobs), Is.EqualTo((MachinePhase.Ready, 3)));
        Assert.That(
            (await life.ListAsync()).Select(machine => $"{machine.Name} {machine.State}"),
            Is.EquivalentTo((string[])["web-0001 Destroyed", "web-0001-2 Destroyed", "web-0001-3 Running"]),
            "the name of a machine that isn't expunged stays taken");
    }

    [TestCase(531)]
    [TestCase(432)]
    public async Task A_call_that_is_refused_because_it_expunges_is_made_without_that(int code)
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: NoRoom);
        life.Engine.Faults.Add(Fault.Error(code, NotAllowed), Destroy, times: 1);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Jobs), Is.EqualTo((MachinePhase.Ready, 2)));
        Assert.That(await life.MachinesAsync(), Is.EquivalentTo((string[])["Destroyed", "Running"]));
    }

    [Test]
    public async Task A_failed_machine_that_cannot_be_removed_is_left_to_a_person()
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: NoRoom);
        life.Engine.Faults.Add(Fault.Error(531, NotAllowed), Destroy);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Jobs), Is.EqualTo((MachinePhase.Failed, 1)));
        Assert.That(life.State.Problem, Does.Contain(NotAllowed));
    }

    [TestCaseSource(nameof(EndingsWithoutMachine))]
    public async Task A_job_that_succeeds_without_its_machine_in_the_result_is_found_in_the_machine(JobEnding ending)
    {
        await using MachineLife life = new();
        life.Engine.PlanJob(Command, ending: ending);
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
        Assert.That(life.State.MachineId, Is.EqualTo(life.Engine.Jobs.Single().ResourceId));
    }

    [Test]
    public async Task A_query_that_is_answered_with_something_else_leaves_the_search_to_the_machine()
    {
        await using MachineLife life = new();
        await life.StepAsync();
        life.State.Phase = MachinePhase.InDoubt;
        life.Engine.Faults.Add(Fault.NotFoundPage, "queryAsyncJobResult");
        await life.RunAsync();
        Assert.That((life.State.Phase, life.Executions), Is.EqualTo((MachinePhase.Ready, 1)));
    }

    [Test]
    public async Task A_machine_that_vanishes_again_and_again_is_given_up()
    {
        await using MachineLife life = new();
        for (int steps = 0; !life.State.IsOver; steps++)
        {
            Assert.That(steps, Is.LessThan(200), "it never ends");
            await life.WaitAsync(await life.StepAsync());
            if (life.State.Phase == MachinePhase.Running)
            {
                life.Engine.PurgeJob(JobToken.Parse(life.State.Token).JobId!);
                await life.ExpungeAllAsync();
            }
        }

        Assert.That((life.State.Phase, life.Jobs), Is.EqualTo((MachinePhase.Failed, life.Options.MaxAttempts)));
    }

    private static IEnumerable<JobEnding> EndingsWithoutMachine() => [JobEnding.SuccessWithoutResult, JobEnding.SuccessWithDetails("The machine is there")];
}
