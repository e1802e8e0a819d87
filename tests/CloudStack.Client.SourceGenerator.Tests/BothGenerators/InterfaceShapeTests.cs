using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.BothGenerators;

/// <summary>Where and how interfaces of commands may be declared: both Refit and the registry of plain methods must support it.</summary>
public class InterfaceShapeTests
{
    private const string Supporting = """
        namespace Shared
        {
            [CloudStackModel] public sealed partial class Thing { public string? Id { get; init; } }
            [Command("getThing", CommandKind.Read)] public sealed partial class GetThingRequest : CommandRequest<Thing>;
            [Command("listThings")] public sealed partial class ListThingsRequest : QueryRequest<Thing>;
        }
        """;

    [Test]
    public async Task Equal_names_in_several_namespaces_are_told_apart()
    {
        const string Interface = """
            namespace {0} {{ using Shared; public interface IThingsApi
            {{
                [Get("?command=listThings")] PagedQuery<Thing> ListThings([Body] ListThingsRequest request);
                [Get("?command=find{0}")] PagedQuery<Thing> FindThings(string name);
            }} }}
            """;
        LoadedAssembly loaded = await LoadAsync([.. new[] { "A", "B", "C" }.Select(name => string.Format(null, Interface, name))]);

        AssertCreated(loaded, "A.IThingsApi", "B.IThingsApi", "C.IThingsApi");
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Find("A.IThingsApi", "FindThings", "findA"), Is.Not.Null);
            Assert.That(loaded.Find("B.IThingsApi", "FindThings", "findB"), Is.Not.Null);
            Assert.That(loaded.Find("C.IThingsApi", "FindThings", "findC"), Is.Not.Null);
            Assert.That(loaded.Find("A.IThingsApi", "FindThings", "findB"), Is.Null);
        });
    }

    [Test]
    public async Task Interface_in_a_class_is_implemented_whether_the_class_is_partial_or_not()
    {
        LoadedAssembly loaded = await LoadAsync("""
            namespace A
            {
                using Shared;
                public class Outer
                {
                    public interface IThingsApi
                    {
                        [Get("?command=getThing")] Task<Thing> GetThingAsync([Body] GetThingRequest request);
                        [Get("?command=findThings")] PagedQuery<Thing> FindThings(string name);
                    }
                }
            }
            """);

        AssertCreated(loaded, "A.Outer+IThingsApi");
        Assert.That(loaded.Find("A.Outer+IThingsApi", "FindThings", "findThings"), Is.Not.Null);
    }

    [Test]
    public async Task Generic_interface_serves_interfaces_that_derive_from_it()
    {
        LoadedAssembly loaded = await LoadAsync("""
            namespace A
            {
                using Shared;
                public interface IResourceApi<T> where T : class, CloudStack.Client.Generation.ICloudStackModel<T>
                {
                    [Get("?command=getThing")] Task<Thing> GetThingAsync([Body] GetThingRequest request);
                    [Get("?command=listAny")] PagedQuery<T> ListAny([Body] ListAnyRequest<T> request);
                }
                public interface IThingsApi : IResourceApi<Thing> { }
                [Command("listAny")] public sealed partial class ListAnyRequest<T> : QueryRequest<T> where T : class, CloudStack.Client.Generation.ICloudStackModel<T>;
            }
            """);

        AssertCreated(loaded, "A.IThingsApi");
    }

    [TestCase("public class Outer { private interface IThingsApi { METHOD } }")]
    [TestCase("public class Outer { protected interface IThingsApi { METHOD } }")]
    [TestCase("public class Outer<T> { public interface IThingsApi { METHOD } }")]
    [TestCase("file interface IThingsApi { METHOD }")]
    public void Interface_that_no_other_code_can_name_is_not_registered(string declaration)
    {
        string source = declaration.Replace("METHOD", """[Post("?command=touchThing")] Task TouchThingAsync(string id);""", StringComparison.Ordinal);

        GeneratorRun run = GeneratorRun.Of(source);

        Assert.Multiple(() =>
        {
            Assert.That(run.CompilerComplaints, Is.Empty);
            Assert.That(run.Files, Is.Empty);
        });
    }

    [Test]
    public async Task Inherited_methods_are_implemented_and_registered_for_each_interface()
    {
        LoadedAssembly loaded = await LoadAsync("""
            namespace A
            {
                using Shared;
                public interface IBaseApi
                {
                    [Get("?command=getThing")] Task<Thing> GetThingAsync([Body] GetThingRequest request);
                    [Get("?command=findThings"), Command("findThings", ResultKey = "thing")] PagedQuery<Thing> FindThings(string name);
                }
                public interface IDerivedApi : IBaseApi
                {
                    [Get("?command=listThings")] PagedQuery<Thing> ListThings([Body] ListThingsRequest request);
                    [Post("?command=touchThing")] Task TouchThingAsync(string id);
                }
                public interface IEmptyApi : IDerivedApi { }
            }
            """);

        AssertCreated(loaded, "A.IBaseApi", "A.IDerivedApi", "A.IEmptyApi");
        Assert.Multiple(() =>
        {
            foreach (string type in new[] { "A.IBaseApi", "A.IDerivedApi", "A.IEmptyApi" })
            {
                Assert.That(loaded.Find(type, "FindThings", "findThings")?.ResultKey, Is.EqualTo("thing"), type);
                Assert.That(loaded.Find(type, "TouchThingAsync", "touchThing") is not null, Is.EqualTo(type != "A.IBaseApi"), type);
            }
        });
    }

    [Test]
    public async Task Plain_methods_of_a_base_interface_in_another_project_are_registered()
    {
        GeneratorRun library = GeneratorRun.Of(Setting.Both with { AssemblyName = "Library" }, Supporting, """
            namespace A { public interface IBaseApi { [Get("?command=findThings")] PagedQuery<Shared.Thing> FindThings(string name); } }
            """);
        GeneratorRun run = GeneratorRun.Of(
            Setting.Both with { References = [library.Output.ToMetadataReference()] },
            "namespace B { public interface IDerivedApi : A.IBaseApi { } }");

        Assert.Multiple(() =>
        {
            Assert.That(library.CompilerComplaints, Is.Empty);
            Assert.That(run.CompilerComplaints, Is.Empty);
            Assert.That(run.Source("B.IDerivedApi.Commands.g.cs"), Does.Contain("""("FindThings", "findThings")"""));
        });
        Assert.That(await run.FindingsAsync(), Is.Empty);
    }

    [Test]
    public async Task Partial_interface_is_read_once_with_all_its_parts()
    {
        LoadedAssembly loaded = await LoadAsync(
            """
            namespace A { public partial interface IThingsApi { [Get("?command=findThings")] PagedQuery<Shared.Thing> FindThings(string name); } }
            """,
            """
            namespace A { public partial interface IThingsApi { [Post("?command=touchThing")] Task TouchThingAsync(string id); } }
            """);

        AssertCreated(loaded, "A.IThingsApi");
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Find("A.IThingsApi", "FindThings", "findThings"), Is.Not.Null);
            Assert.That(loaded.Find("A.IThingsApi", "TouchThingAsync", "touchThing"), Is.Not.Null);
        });
    }

    private static async Task<LoadedAssembly> LoadAsync(params string[] sources)
    {
        GeneratorRun run = GeneratorRun.Of(Setting.Both with { AssemblyName = "Shapes" + Guid.NewGuid().ToString("N") }, [.. sources, Supporting]);
        Assert.That(run.CompilerComplaints, Is.Empty);
        Assert.That(await run.FindingsAsync(), Is.Empty);
        return LoadedAssembly.Of(run);
    }

    private static void AssertCreated(LoadedAssembly loaded, params string[] types)
    {
        using CloudStackClient client = new StubServer(new Dictionary<string, string>()).CreateClient();
        Assert.Multiple(() =>
        {
            foreach (string type in types)
            {
                Assert.That(loaded.Create(client, type), Is.InstanceOf(loaded.Type(type)));
            }
        });
    }
}
