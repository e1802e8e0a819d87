using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Views for a project and for an account: their parameters are sent with every command that has them, and with no other.</summary>
public sealed class ScopeWalkTests
{
    private static readonly string[] Names = ["account", "domainid", "projectid"];

    [Test]
    public async Task The_project_goes_along_with_every_command_that_knows_it()
    {
        int sent = await SendAllAsync(
            client => client.InProject("p-1"),
            ParameterChoice.Required,
            static (command, own) => Knows(command, "projectid") && !own.ContainsKey("account") ? new() { ["projectid"] = "p-1" } : []);

        Assert.That(sent, Is.EqualTo(ApiFacts.Instance.Commands.Count(command => Knows(command, "projectid") && !Demands(command, "projectid", "account"))));
    }

    [Test]
    public async Task The_account_and_its_domain_go_along_with_every_command_that_knows_both()
    {
        int sent = await SendAllAsync(
            client => client.OnBehalfOf("d-1", "acme"),
            ParameterChoice.Required,
            static (command, own) => Knows(command, "account") && Knows(command, "domainid") && own.Count == 0
                ? new() { ["account"] = "acme", ["domainid"] = "d-1" }
                : []);

        Assert.That(sent, Is.EqualTo(ApiFacts.Instance.Commands.Count(command => Knows(command, "account") && Knows(command, "domainid") && !Demands(command, Names))));
    }

    [Test]
    public async Task The_callers_own_values_win([Values] bool project)
    {
        int sent = await SendAllAsync(
            client => project ? client.InProject("p-1") : client.OnBehalfOf("d-1", "acme"),
            ParameterChoice.All,
            static (_, _) => []);

        Assert.That(sent, Is.Zero, "only the caller's values were sent");
    }

    [Test]
    public async Task Of_a_view_there_is_a_view_for_something_else()
    {
        TypedMethod method = TypedMethod.Of(ApiFacts.Instance.Find("listVirtualMachines")!).First();
        await using TypedCloud cloud = new();

        await cloud.RunAsync(method, method.NewRequest(), _ => Answers.EmptyList, view: client => client.InProject("p-1").OnBehalfOf("d-1", "acme"));

        Assert.That(Sent(cloud.Requests[0]), Is.EqualTo(new Dictionary<string, string> { ["account"] = "acme", ["domainid"] = "d-1" }));
    }

    private static async Task<int> SendAllAsync(
        Func<CloudStackClient, ICloudStackClient> view,
        ParameterChoice choice,
        Func<CommandFacts, Dictionary<string, string>, Dictionary<string, string>> added)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        HashSet<string> commands = [];
        foreach (TypedMethod method in TypedMethod.All())
        {
            FilledRequest filled = FilledRequest.Of(method, choice);
            Dictionary<string, string> own = filled.Expected.Where(pair => Names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
            await cloud.RunAsync(method, filled.Request, request => Answer(method.Command, request), waits: false, view: view);
            Dictionary<string, string> expected = added(method.Command, own);
            foreach ((string name, string value) in own)
            {
                expected[name] = value;
            }

            Dictionary<string, string> sent = Sent(cloud.Requests.First(request => request.Command.Equals(method.Command.Name, StringComparison.Ordinal)));
            problems.ExpectEqual(method, "whose things were meant", Text(sent), Text(expected));
            if (sent.Count > own.Count)
            {
                commands.Add(method.Command.Name);
            }
        }

        problems.AssertNone();
        return commands.Count;
    }

    private static RecordedAnswer Answer(CommandFacts command, SentRequest request) =>
        command.Async && request["customjobid"] is { } id ? Answers.Json($$$"""{"answer":{"jobid":"{{{id}}}"}}""") : Answers.Json("""{"answer":{"any":{}}}""");

    private static bool Knows(CommandFacts command, string name) => command.Params.Any(parameter => parameter.WireName == name);

    private static bool Demands(CommandFacts command, params string[] names) =>
        command.Params.Any(parameter => parameter.Required && names.Contains(parameter.WireName));

    private static Dictionary<string, string> Sent(SentRequest request) =>
        request.Pairs.Where(pair => Names.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static string Text(Dictionary<string, string> values) => string.Join('&', values.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"));
}
