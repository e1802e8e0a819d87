using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests;

/// <summary>Unusual but correct interfaces: neither the generators nor the analyzers nor the compiler report anything.</summary>
public class UnusualInterfaceTests
{
    private const string Model = "[CloudStackModel] public partial class M { public string? Id { get; init; } } [Command(\"r\")] public partial class R : CommandRequest<M>;";

    [TestCase("""
        public interface Ievent { [Get("?command=a")] Task<M> @while(string @ref, CancellationToken @in = default); [Post("?command=r")] Task<M> @for([Body] R @if); }
        """, TestName = "Keywords_as_names_of_methods_and_parameters")]
    [TestCase("""
        public interface IFirst { [Get("?command=a")] Task<M> GetAsync(string id); [Get("?command=b")] Task<M> OtherAsync(); }
        public interface ISecond { [Get("?command=c")] Task<M> GetAsync(string id); [Get("?command=d")] PagedQuery<M> OtherAsync(); }
        public interface IThingsApi : IFirst, ISecond { }
        """, TestName = "Base_interfaces_with_clashing_members")]
    [TestCase("""
        public interface IThingsApi
        {
            [Get("?command=a")] Task<M> GetAsync();
            [Get("?command=b")] Task<M> GetAsync(string id);
            [Post("?command=r")] Task<M> GetAsync([Body] R request);
            [Get("?command=c")] Task<M> Register();
            [Get("?command=d")] internal Task<M> HiddenAsync();
            Task<M> HelperAsync() => GetAsync();
            static int Count => 1;
            const string Name = "n";
            class Nested { }
        }
        """, TestName = "Overloads_helpers_and_taken_names")]
    [TestCase("""
        public interface IGeneric<T> where T : class, CloudStack.Client.Generation.ICloudStackModel<T> { [Post("?command=g")] Task<T> GetAsync([Body] G<T> request); }
        public interface IThingsApi : IGeneric<SuccessResult> { }
        [Command("g")] public partial class G<T> : CommandRequest<T> where T : class, CloudStack.Client.Generation.ICloudStackModel<T>;
        """, TestName = "Generic_base_interface")]
    [TestCase("""
        public interface IThingsApi { [Obsolete("Old.")] [Get("?command=a")] PagedQuery<M> List(string name); }
        """, TestName = "Obsolete_methods")]
    [TestCase("""
        namespace Sample.System { } namespace Sample.CloudStack { } namespace Sample.Refit { }
        namespace Sample { public interface ITask { [Get("?command=a")] Task<M> CancellationToken(string Task); } }
        """, TestName = "Names_of_the_framework")]
    [TestCase("""
        public interface IThingsApi { [Get("?command=a")] Task<M> GetAsync(); }
        public class IThingsApiCommands;
        public interface IThingsApi_Commands { [Get("?command=a")] Task<M> GetAsync(); }
        public interface IThingsApiCommands_Commands { [Get("?command=a")] Task<M> GetAsync(); }
        """, TestName = "Names_like_those_of_generated_classes")]
    [TestCase("""
        namespace Sample
        {
            public class Outer { public interface IThingsApi { [Get("?command=a")] Task<M> GetAsync(); } public class Inner { public interface IThingsApi { [Get("?command=a")] Task<M> GetAsync(); } } }
            public class Outer_Inner { public interface IThingsApi { [Get("?command=a")] Task<M> GetAsync(); } }
            public interface Outer_IThingsApi { [Get("?command=a")] Task<M> GetAsync(); }
            public enum Outer_IThingsApiCommands;
        }
        """, TestName = "Names_like_those_of_generated_classes_for_nested_interfaces")]
    [TestCase("""
        public interface IThingsApi { [Get("?response=x&command=a&fixed=1")] Task<M> GetAsync(string id); [Post("?command=r&fixed=1")] Task<M> SendAsync([Body] R request, string? more = null); }
        """, TestName = "Parameters_in_the_route_and_beside_a_request")]
    public async Task Unusual_interface_compiles(string source)
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both, source, Model);

        Assert.Multiple(() =>
        {
            Assert.That(run.Diagnostics, Is.Empty);
            Assert.That(run.CompilerComplaints, Is.Empty);
        });
        Assert.That(await run.FindingsAsync(), Is.Empty);
    }
}
