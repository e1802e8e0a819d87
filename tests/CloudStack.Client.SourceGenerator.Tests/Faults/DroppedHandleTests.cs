using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>
/// A submit whose handle is discarded starts a job whose end nobody notices. This is reported wherever the handle is lost, but not
/// where it is kept, waited for, passed on, or discarded intentionally.
/// </summary>
public class DroppedHandleTests
{
    private const string Around = """
        public interface IRunsApi
        {
            [Post("?command=run")] Task<JobHandle<Thing>> RunAsync([Body] RunRequest request, CancellationToken cancellationToken = default);
            [Post("?command=purge")] Task<JobHandle> PurgeAsync([Body] PurgeRequest request);
        }

        public interface ICloud { IRunsApi Runs { get; } }

        public static class Runs
        {
            public static Task<JobHandle<Thing>> RunAsync(this IRunsApi runs) => runs.RunAsync(new());
            public static ValueTask<JobHandle> PurgeSlowlyAsync(this IRunsApi runs) => new(runs.PurgeAsync(new()));
            public static Task<T> LoggedAsync<T>(this Task<T> task) => task;
        }

        public static class Check { public static Task ThrowsAsync(Func<Task> act) => act(); }
        """;

    /// <summary>Just enough of mocking libraries, so that the tests don't need their packages.</summary>
    private const string MockLibraries = """
        namespace NSubstitute
        {
            public static class SubstituteExtensions
            {
                public static T Received<T>(this T substitute, int count) => substitute;
                public static T DidNotReceive<T>(this T substitute) => substitute;
                public static Core.WhenCalled<T> When<T>(this T substitute, System.Action<T> call) => null!;
            }

            public static class Received { public static void InOrder(System.Action calls) { } }
        }

        namespace NSubstitute.Core { public sealed class WhenCalled<T> { public void Do(System.Action work) { } } }

        namespace Moq
        {
            public sealed class Mock<T>
            {
                public void Verify(System.Linq.Expressions.Expression<System.Action<T>> call) { }
                public T Setup<TResult>(System.Linq.Expressions.Expression<System.Func<T, TResult>> call) => default!;
            }
        }
        """;

    [TestCase("async Task M() { await «_runs.RunAsync(new())»; }")]
    [TestCase("async Task M() { await «_runs.PurgeAsync(new())»; }")]
    [TestCase("async Task M() { await «_runs.RunAsync(new())».ConfigureAwait(false); }")]
    [TestCase("async Task M() { await (((«_runs.RunAsync(new())»))); }")]
    [TestCase("void M() { «_runs.RunAsync(new())»; }")]
    [TestCase("void M() { «_runs.RunAsync(new())».ConfigureAwait(false); }")]
    [TestCase("void M() { «_runs.RunAsync(new())».Wait(); }")]
    [TestCase("void M() { «_runs.RunAsync(new())».GetAwaiter().GetResult(); }")]
    [TestCase("void M() { «_runs.RunAsync(new())».ConfigureAwait(false).GetAwaiter().GetResult(); }")]
    [TestCase("async Task M() { await «_runs.RunAsync()»; }", TestName = "An_extension_of_the_interface")]
    [TestCase("async Task M() { await «Runs.RunAsync(_runs)»; }", TestName = "A_static_method")]
    [TestCase("async Task M() { await «_runs.PurgeSlowlyAsync()»; }", TestName = "A_ValueTask")]
    [TestCase("async Task M() { await «_runs.RunAsync(new()).LoggedAsync()»; }", TestName = "An_extension_of_the_task")]
    [TestCase("async Task M() { await «_runs.RunAsync(new()).WaitAsync(TimeSpan.FromSeconds(5))»; }", TestName = "A_limit_for_the_submit")]
    [TestCase("async Task M() { await «Task.Run(() => _runs.RunAsync(new()))»; }", TestName = "A_submit_on_another_thread")]
    [TestCase("async Task M(Func<Task<JobHandle>> submit) { await «submit()»; }", TestName = "A_delegate")]
    [TestCase("async Task M(bool all) { await (all ? «_runs.RunAsync()» : _runs.RunAsync(new())); }", TestName = "One_of_two")]
    [TestCase("void M(IRunsApi? runs) { runs?«.RunAsync(new())»; }", TestName = "A_call_on_what_may_be_null")]
    [TestCase("async Task M() => await «_runs.RunAsync(new())»;", TestName = "A_method_of_one_expression")]
    [TestCase("async ValueTask M() => await «_runs.RunAsync(new())»;", TestName = "A_ValueTask_method_of_one_expression")]
    [TestCase("void M() => «_runs.RunAsync(new())»;", TestName = "A_void_method_of_one_expression")]
    [TestCase("async void M() => await «_runs.RunAsync(new())»;", TestName = "An_async_void_method_of_one_expression")]
    [TestCase("Task M() => «_runs.RunAsync(new())»;", TestName = "A_method_that_gives_the_task_without_its_type")]
    [TestCase("Task M() { return «_runs.PurgeAsync(new())»; }", TestName = "A_return_of_the_task_without_its_type")]
    [TestCase("Task M() { Task Local() => «_runs.RunAsync(new())»; return Local(); }", TestName = "A_local_function_without_the_type")]
    [TestCase("Func<Task> M() => async () => await «_runs.RunAsync(new())»;", TestName = "An_async_lambda_without_the_type")]
    [TestCase("Action M() => () => «_runs.RunAsync(new())»;", TestName = "A_lambda_without_a_result")]
    [TestCase("void M(List<string> ids) => ids.ForEach(id => «_runs.RunAsync(new() { Id = id })»);", TestName = "A_submit_for_each")]
    [TestCase("Task M(List<string> ids) => Parallel.ForEachAsync(ids, async (id, token) => await «_runs.RunAsync(new() { Id = id }, token)»);", TestName = "A_submit_for_each_at_once")]
    [TestCase("Task M() => Check.ThrowsAsync(async () => await «_runs.RunAsync(new())»);", TestName = "An_awaited_submit_of_an_assertion")]
    [TestCase("Task M() => Check.ThrowsAsync(async () => { await «_runs.RunAsync(new())»; });", TestName = "A_statement_of_an_assertion")]
    [TestCase("async Task M() { for (int i = 0; i < 2; await «_runs.RunAsync(new())», i++) { } }", TestName = "A_step_of_a_loop")]
    [TestCase("async Task M() { await «_runs.RunAsync(new())»; await _runs.RunAsync(new()).WaitForResultAsync(); }", TestName = "One_that_is_dropped_beside_one_that_is_not")]
    public async Task A_handle_that_is_thrown_away_is_found(string member)
    {
        GeneratorRun run = await new Marked("#nullable enable\npublic class C { protected readonly IRunsApi _runs = null!; public " + member + " }\n" + Around).ExpectAsync("CSC027", ["is ignored"]);

        Assert.That(run.CompilerComplaints.Select(complaint => complaint.Id).Distinct(), Is.SubsetOf(new[] { "CS4014" }));
    }

    [TestCase("async Task M() { _ = await _runs.RunAsync(new()); }", TestName = "A_discard")]
    [TestCase("async Task M() { _ = await _runs.RunAsync(new()).ConfigureAwait(false); }", TestName = "A_discard_without_the_context")]
    [TestCase("void M() { _ = _runs.RunAsync(new()); }", TestName = "A_discard_that_is_not_awaited")]
    [TestCase("async Task M() => _ = await _runs.RunAsync(new());", TestName = "A_discard_as_the_whole_method")]
    [TestCase("Func<Task> M() => async () => _ = await _runs.RunAsync(new());", TestName = "A_discard_as_the_whole_lambda")]
    [TestCase("Task M() => _ = _runs.RunAsync(new());", TestName = "A_discard_of_the_type")]
    [TestCase("async Task M() { await _runs.RunAsync(new()).WaitForCompletionAsync(); }", TestName = "A_wait")]
    [TestCase("async Task M() { await _runs.PurgeAsync(new()).WaitForCompletionAsync().ConfigureAwait(false); }", TestName = "A_wait_without_the_context")]
    [TestCase("async Task M() { await _runs.RunAsync(new()).WaitForResultAsync(); }", TestName = "A_wait_for_the_value")]
    [TestCase("async Task M() { await (await _runs.RunAsync(new())).WaitForCompletionAsync(); }", TestName = "A_wait_for_the_handle")]
    [TestCase("void M() { _runs.RunAsync(new()).WaitForCompletionAsync().Wait(); _runs.RunAsync().WaitForResultAsync().GetAwaiter().GetResult(); }", TestName = "A_wait_that_blocks")]
    [TestCase("Task M() => _runs.RunAsync(new()).WaitForResultAsync();", TestName = "A_wait_that_is_returned")]
    [TestCase("async Task M() { Task<JobHandle<Thing>> submit = _runs.RunAsync(new()); await submit; await submit.WaitForResultAsync(); }", TestName = "A_task_that_is_kept")]
    [TestCase("async Task M() { JobHandle job = await _runs.RunAsync(new()); Console.WriteLine(job); }", TestName = "A_variable")]
    [TestCase("async Task M(List<JobHandle> jobs) { jobs.Add(await _runs.RunAsync(new())); }", TestName = "An_argument")]
    [TestCase("async Task M(List<Task> tasks) { tasks.Add(_runs.RunAsync(new())); await Task.WhenAll(tasks); }", TestName = "A_task_as_an_argument")]
    [TestCase("async Task<JobHandle> M() => await _runs.RunAsync(new());", TestName = "A_result")]
    [TestCase("Task<JobHandle<Thing>> M() => _runs.RunAsync(new());", TestName = "A_task_that_is_returned")]
    [TestCase("Func<Task<JobHandle>> M() => async () => await _runs.RunAsync(new());", TestName = "A_result_of_a_lambda")]
    [TestCase("async Task<string> M() => (await _runs.RunAsync(new())).ToToken().ToString();", TestName = "A_token")]
    [TestCase("async Task M() { Console.WriteLine((await _runs.RunAsync(new())).JobId); }", TestName = "An_id")]
    [TestCase("Task M() => Check.ThrowsAsync(() => _runs.RunAsync(new()));", TestName = "An_argument_that_gives_the_task")]
    [TestCase("Func<Task>[] M() => [() => _runs.RunAsync(new()), () => _runs.PurgeAsync(new())];", TestName = "A_table_of_calls")]
    [TestCase("async Task M(JobHandle job) { await job.QueryAsync(); job.ToToken(); job.As<Thing>(); }", TestName = "A_handle_that_is_there_already")]
    [TestCase("async Task M(Func<Task<Thing>> other, Func<Task> more) { await other(); await more(); other(); }", TestName = "Calls_without_handles")]
    [TestCase("async Task M(Task<JobHandle> submit) { await submit; }", TestName = "A_task_of_somebody_else")]
    public async Task A_handle_that_is_not_lost_is_nobodys_business(string member) => await ExpectNothingAsync(member);

    [TestCase("async Task M() { await _runs.Received(1).RunAsync(new()); }", TestName = "Received_calls")]
    [TestCase("void M() { _runs.DidNotReceive().PurgeAsync(new()); }", TestName = "Calls_that_were_not_received")]
    [TestCase("async Task M(ICloud cloud) { await cloud.Received(1).Runs.RunAsync(new()); }", TestName = "Received_calls_of_a_group")]
    [TestCase("async Task M() { await _runs.Received(1).RunAsync(); }", TestName = "Received_calls_of_an_extension")]
    [TestCase("void M() { Received.InOrder(() => { _runs.PurgeAsync(new()); _runs.RunAsync(new()); }); }", TestName = "Calls_in_order")]
    [TestCase("void M() => _runs.When(runs => runs.RunAsync(new(), Arg())).Do(() => { }); CancellationToken Arg() => default;", TestName = "Calls_that_are_set_up")]
    [TestCase("void M(Moq.Mock<IRunsApi> runs) { runs.Verify(mock => mock.RunAsync(new RunRequest(), default)); runs.Setup(mock => mock.PurgeAsync(new PurgeRequest())); }", TestName = "Expressions_of_calls")]
    public async Task Calls_that_a_mocking_library_checks_are_no_submits(string member) => await ExpectNothingAsync(member);

    private static async Task ExpectNothingAsync(string member)
    {
        GeneratorRun run = GeneratorRun.Of(
            Setting.Both,
            "using NSubstitute;\n#nullable enable\npublic class C { protected readonly IRunsApi _runs = null!; public " + member + " }\n" + Around,
            Marked.Supporting,
            MockLibraries);

        Assert.That(await run.FindingsAsync(), Is.Empty);
        Assert.That(run.CompilerComplaints.Select(complaint => complaint.Id).Distinct(), Is.SubsetOf(new[] { "CS4014" }));
    }
}
