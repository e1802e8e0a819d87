using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Faults;

/// <summary>Correct declarations, and those that don't concern the analyzers: nothing is reported, and they compile.</summary>
public class CleanInterfaceTests
{
    private const string Supporting = """
        [CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }
        [Command("get", CommandKind.Read)] public sealed partial class GetRequest : CommandRequest<Thing>;
        [Command("set")] public sealed partial class SetRequest : CommandRequest<Thing>;
        [Command("list")] public sealed partial class ListRequest : QueryRequest<Thing>;
        [Command("touch")] public sealed partial class TouchRequest : CommandRequest;
        [Command("register")] public sealed partial class RegisterRequest : ListCommandRequest<Thing>;
        [Command("run", CommandKind.CreateJob)] public sealed partial class RunRequest : JobCommandRequest<Thing>;
        [Command("purge")] public sealed partial class PurgeRequest : JobCommandRequest;
        [Command("all")] public sealed partial class AllRequest : JobCommandRequest<JobList<Thing>>;
        public sealed class MyDto { public string? Id { get; set; } }
        """;

    [TestCase("""
        [Get("?command=get")] Task<Thing> GetAsync([Body] GetRequest request);
        [Post("?command=set")] Task<Thing> SetAsync([Body] SetRequest request, CancellationToken cancellationToken = default);
        [Get("?command=list")] PagedQuery<Thing> List([Body] ListRequest request);
        [Post("?command=touch")] Task TouchAsync([Body] TouchRequest request, CancellationToken cancellationToken = default);
        [Post("?command=register")] Task<IReadOnlyList<Thing>> RegisterAsync([Body] RegisterRequest request);
        [Post("?command=run")] Task<JobHandle<Thing>> RunAsync([Body] RunRequest request);
        [Post("?command=purge")] Task<JobHandle> PurgeAsync([Body] PurgeRequest request);
        [Post("?command=all")] Task<JobHandle<JobList<Thing>>> AllAsync([Body] AllRequest request);
        """, TestName = "Request_methods_of_every_kind")]
    [TestCase("""
        [Get("?command=get")] Task<Thing> GetAsync(string id, CancellationToken cancellationToken = default);
        [Get("?command=list")] PagedQuery<Thing> List(string? name = null, int? page = 1, bool all = false, [Query] string[]? ids = null, IReadOnlyList<long>? numbers = null);
        [Get("?command=list")] PagedQuery<Thing> List(Guid id, DateTimeOffset? since, double ratio, decimal price, short small, byte octet);
        [Post("?command=touch")] Task TouchAsync([Query] IReadOnlyList<string> ids, [Sensitive] string pin);
        [Get("?command=register")] Task<IReadOnlyList<Thing>> ReadAllAsync([AliasAs("ids")] List<Guid> things);
        [Post("?command=register"), Command("register")] Task<IReadOnlyList<Thing>> RegisterAsync();
        [Post("?command=run"), Command("run", CommandKind.CreateJob)] Task<JobHandle<Thing>> RunAsync(string id);
        [Post("?command=purge")] Task<JobHandle> PurgeAsync();
        """, TestName = "Plain_methods_of_every_kind")]
    [TestCase("""
        [Get("?command=get")] Task<ApiResponse<Thing>> GetAsync([Body] GetRequest request);
        [Get("?command=find")] Task<IApiResponse<Thing>> FindAsync(string id);
        [Post("?command=run")] Task<ApiResponse<JobHandle<Thing>>> RunAsync([Body] RunRequest request);
        [Post("?command=register")] Task<IApiResponse<IReadOnlyList<Thing>>> RegisterAsync([Body] RegisterRequest request);
        """, TestName = "Methods_with_responses")]
    [TestCase("""
        [Get("/users/{user}")] Task<MyDto> GetUserAsync(string user);
        [Post("/users")] Task<HttpResponseMessage> CreateUserAsync([Body] MyDto user, [Header("X-A")] string header);
        [Delete("/users/{user}")] Task DeleteUserAsync(string user);
        [Get("/users")] Task<string> ListUsersAsync([Query] MyDto filter);
        """, TestName = "Interfaces_of_other_services")]
    [TestCase("""
        [Get("/client/api?command=listZones&response=json")] Task<MyDto> ListZonesAsync();
        [Get("/client/api?command=listVirtualMachines&response=json")] Task<ApiResponse<MyDto>> ListAsync([Authorize] string token, DateTime since);
        [Post("/client/api?command=touch")] Task TouchAsync(string id);
        [Get("/client/api?command=x")] Task<string> TextAsync();
        """, TestName = "Interfaces_that_call_CloudStack_by_themselves")]
    [TestCase("Task<Thing> HelperAsync(GetRequest request) => null!; [Get(\"?command=get\")] static Task<Thing> OtherAsync() => null!;", TestName = "Methods_without_routes")]
    public async Task Nothing_is_said_of_it(string methods)
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, "using System.Net.Http; public interface IThingsApi { " + methods + " }", Supporting);

        Assert.That(await run.FindingsAsync(), Is.Empty);
        Assert.That(run.CompilerComplaints, Is.Empty);
    }

    [Test]
    public void Interfaces_of_others_are_not_registered()
    {
        GeneratorRun run = GeneratorRun.Of(
            """public interface IUsersApi { [Get("/users")] Task<MyDto> ListAsync(); } public interface IZonesApi { [Get("/client/api?command=listZones")] Task<MyDto> ListAsync(string name); }""",
            "public sealed class MyDto { }");

        Assert.That(run.Files, Is.Empty);
    }
}
