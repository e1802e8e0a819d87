using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Discovery;

internal sealed class ApiListTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("""{"listapisresponse":{"count":1,"api":[{"name":"listRacks"}]}}""", Description = "as the server answers")]
    [TestCase("""{"api":[{"name":"listRacks"}],"count":1}""", Description = "as CloudMonkey prints it")]
    public void A_saved_answer_is_read_with_and_without_its_envelope(string json) => Assert.That(Load(json).Single().Name, Is.EqualTo("listRacks"));

    [Test]
    public void Everything_that_is_not_there_has_a_default()
    {
        ServerApi api = Load("""{"api":[{"name":"b","isasync":"true","related":"x, y,","params":[{"name":"p"},{"nam":"q"},7],"response":[{},{"name":"f","response":[{"name":"g","type":"long"}]}]},{"name":"a","isasync":null}]}""")[1];

        Assert.Multiple(() =>
        {
            Assert.That((api.Name, api.IsAsync, api.Description, api.Since), Is.EqualTo(("b", true, (string?)null, (string?)null)));
            Assert.That(api.Related, Is.EqualTo((string[])["x", "y"]));
            Assert.That(api.Parameters.Select(parameter => (parameter.Name, parameter.Type, parameter.Required, parameter.Length)), Is.EqualTo(((string, string, bool, int?)[])[("p", "string", false, null)]));
            Assert.That(api.Fields.Single().Fields.Single().Type, Is.EqualTo("long"));
        });
    }

    [Test]
    public void A_name_that_is_none_does_not_reach_source_code() =>
        Assert.That(Load("""{"api":[{"name":"list\"Racks"},{"name":"listRacks","params":[{"name":"a\"]\npublic"}],"response":[{"name":"x\\"}]}]}""").Single() is { Parameters.Count: 0, Fields.Count: 0 });

    [TestCase("", "is not JSON")]
    [TestCase("<html>", "is not JSON")]
    [TestCase("[]", "is not a response of listApis")]
    [TestCase("""{"listapisresponse":{}}""", "is not a response of listApis")]
    [TestCase("""{"errorresponse":{"errorcode":401,"errortext":"no"}}""", "is not a response of listApis")]
    public void A_file_that_holds_something_else_is_said_in_words(string json, string message) =>
        Assert.That(() => Load(json), Throws.TypeOf<ToolException>().With.Message.Contain(message));

    private IReadOnlyList<ServerApi> Load(string json)
    {
        File.WriteAllText(_folder.File("apis.json"), json);
        return ApiList.Load(_folder.File("apis.json"));
    }
}
