namespace CloudStack.Simulator.Tests;

public sealed class ParameterTests
{
    private const string Nobody = "00000000-0000-0000-0000-000000000000";
    private SimulatorEngine _engine = null!;
    private TestCaller _caller = null!;

    [SetUp]
    public void Start()
    {
        _engine = new SimulatorEngine();
        _caller = TestCaller.InProcess(_engine);
    }

    [TearDown]
    public void Stop() => _caller.Dispose();

    [TestCase("startVirtualMachine", "", "", 9999, "Unable to execute API command startvirtualmachine due to missing parameter id")]
    [TestCase("startVirtualMachine", "id", "", 4350, "Invalid value provided for API arg: id")]
    [TestCase("deployVirtualMachine", "", "", 9999, "Unable to execute API command deployvirtualmachine due to missing parameter serviceofferingid")]
    [TestCase("createTags", "", "", 9999, "Unable to execute API command createtags due to missing parameter tags")]
    [TestCase("listTemplates", "", "", 9999, "Unable to execute API command listtemplates due to missing parameter templatefilter")]
    [TestCase("listTemplates", "templatefilter", "nonsense", 9999, "No enum constant com.cloud.template.VirtualMachineTemplate.TemplateFilter.nonsense")]
    [TestCase("listVirtualMachines", "page", "1", 9999, "\"pagesize\" parameter is required when \"page\" is specified")]
    [TestCase("listVirtualMachines", "pagesize", "10", 9999, "\"page\" parameter is required when \"pagesize\" is specified")]
    [TestCase("listVirtualMachines", "page=-1&pagesize", "-1", 4350, "Can't specify page parameter when pagesize is -1 (Unlimited)")]
    [TestCase("listVirtualMachines", "pagesize=10&page", "one", 9999, "Unable to execute API command listvirtualmachines due to invalid value one for parameter page")]
    [TestCase("listVirtualMachines", "page=1&pagesize", "100000", 4350, "Page size can't exceed max allowed page size value: 500")]
    [TestCase("listEvents", "startdate", "yesterday", 9999, "Unable to parse date yesterday for command listevents, please pass dates in the format mentioned in the api documentation")]
    [TestCase("startVirtualMachine", "id", Nobody, 9999, "Unable to execute API command startvirtualmachine due to invalid value. Invalid parameter id value=" + Nobody + " due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.")]
    [TestCase("listZones", "id", "", 9999, "Unable to execute API command listzones due to invalid value. Invalid parameter id value= due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.")]
    public async Task A_bad_value_is_refused_in_the_servers_words(string command, string name, string value, int classCode, string text)
    {
        string[] parts = name.Split('&');
        var parameters = parts[..^1].Select(static p => (p.Split('=')[0], p.Split('=')[1])).ToList();
        if (name.Length > 0)
        {
            parameters.Add((parts[^1], value));
        }

        ApiReply reply = await _caller.CallAsync(command, [.. parameters]);

        Assert.That(reply.Status, Is.EqualTo(431));
        Assert.That(reply.Text("errortext"), Is.EqualTo(text));
        Assert.That(reply.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(classCode));
        Assert.That(reply.Headers["X-Description"], Is.EqualTo(text));
    }

    [Test]
    public async Task A_text_over_its_length_is_refused()
    {
        ApiReply reply = await _caller.CallAsync("listZones", ("keyword", new string('a', 256)));

        Assert.That(reply.Text("errortext"), Is.EqualTo("Unable to execute API command listzones due to invalid value. Value greater than max allowed length 255 for param: keyword"));
    }

    [Test]
    public async Task Names_are_compared_without_case_and_unknown_ones_are_ignored()
    {
        (string id, _) = await _caller.DeployAsync(("DisplayName", "shown"), ("nosuchparameter", "x"));

        ApiReply reply = await _caller.CallAsync("listVirtualMachines", ("ID", id));

        Assert.That(reply.Content.GetProperty("virtualmachine")[0].GetProperty("displayname").GetString(), Is.EqualTo("shown"));
    }

    [Test]
    public async Task Internal_numbers_are_accepted_by_old_parameters()
    {
        ApiReply reply = await _caller.CallAsync("listZones", ("id", "1"));

        Assert.That(reply.Content.GetProperty("zone").GetArrayLength(), Is.EqualTo(1));
    }

    [TestCase("tags[0]", TestName = "A_map_entry_without_a_field_is_430")]
    [TestCase("tags[0][1].key", TestName = "A_map_entry_with_two_brackets_is_430")]
    [TestCase("tags[x].key", TestName = "A_map_entry_without_a_number_is_430")]
    public async Task A_malformed_map_entry_is_430(string name)
    {
        ApiReply reply = await _caller.CallAsync("createTags", ("resourceids", "1"), ("resourcetype", "UserVm"), (name, "a"));

        Assert.That(reply.Status, Is.EqualTo(430));
        Assert.That(reply.Text("errortext"), Does.StartWith("Unable to decode parameter " + name));
    }

    [TestCase("\t")]
    [TestCase("\u001b")]
    [TestCase("\u007f")]
    public async Task Control_characters_are_refused(string character)
    {
        ApiReply reply = await _caller.CallAsync("listZones", ("keyword", "a" + character));

        Assert.That(reply.Status, Is.EqualTo(431));
        Assert.That(reply.Text("errortext"), Does.StartWith("Received value containing illegal ASCII non-printable characters"));
        Assert.That((await _caller.CallAsync("listZones", ("keyword", "a\r\nb"))).Status, Is.EqualTo(200));
    }

    [Test]
    public void The_query_wins_over_the_body_the_last_of_a_query_and_the_first_of_a_body()
    {
        var parameters = new RequestParameters("a=1&a=2&c=%20+%C3%A4&d", "a=3&b=4&b=5");

        Assert.That(parameters.Sent["a"], Is.EqualTo("2"));
        Assert.That(parameters.Sent["b"], Is.EqualTo("4"));
        Assert.That(parameters.Sent["c"], Is.EqualTo("  ä"));
        Assert.That(parameters.Sent["d"], Is.Empty);
    }

    [Test]
    public async Task Lists_page_like_the_server()
    {
        for (int i = 0; i < 5; i++)
        {
            _engine.AddZone("extra-" + i);
        }

        static string[] Names(ApiReply reply) =>
            [.. reply.Content.GetProperty("zone").EnumerateArray().Select(static z => z.GetProperty("name").GetString()!)];
        ApiReply second = await _caller.CallAsync("listZones", ("page", "2"), ("pagesize", "3"));
        Assert.That(Names(second), Is.EqualTo(new[] { "extra-1", "extra-2", "extra-3" }));
        Assert.That(second.Content.GetProperty("count").GetInt32(), Is.EqualTo(7));
        Assert.That((await _caller.CallAsync("listZones", ("page", "9"), ("pagesize", "3"))).Body, Is.EqualTo("{\"listzonesresponse\":{\"count\":7}}"));
        Assert.That((await _caller.CallAsync("listZones", ("name", "none"))).Body, Is.EqualTo("{\"listzonesresponse\":{}}"));
        Assert.That(Names(await _caller.CallAsync("listZones", ("pagesize", "-1"))), Has.Length.EqualTo(7));
        Assert.That(Names(await _caller.CallAsync("listZones", ("page", "0"), ("pagesize", "2"))), Is.EqualTo(new[] { "zone-1", "zone-2" }));
        Assert.That(Names(await _caller.CallAsync("listZones", ("keyword", "EXTRA"))), Has.Length.EqualTo(5));
    }

    [Test]
    public async Task A_template_is_listed_once_for_each_zone()
    {
        ApiReply reply = await _caller.CallAsync("listTemplates", ("templatefilter", "featured"));

        var ids = reply.Content.GetProperty("template").EnumerateArray().Select(static t => t.GetProperty("id").GetString()).ToList();
        Assert.That(ids, Has.Count.EqualTo(6));
        Assert.That(ids.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Data_that_holds_an_escape_breaks_the_answer_as_on_the_server()
    {
        (string id, _) = await _caller.DeployAsync(("displayname", "x\\u0041<&'='>"));

        ApiReply broken = await _caller.CallAsync("listVirtualMachines", ("id", id));
        Assert.That(broken.Body, Does.Contain("\"displayname\":\"x\\A<&'='>\""));

        ApiReply refused = await _caller.CallAsync("updateVirtualMachine", ("id", id), ("displayname", "x\\u0024"));
        Assert.That((refused.Status, refused.Text("errortext")), Is.EqualTo((431, "Illegal group reference: group index is missing")));
        Assert.That(_engine.ReadField(id, "displayname"), Is.EqualTo("x\\u0024"), "the update was executed all the same");
    }
}
