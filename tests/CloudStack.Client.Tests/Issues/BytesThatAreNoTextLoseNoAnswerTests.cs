using System.Net;
using System.Text;
using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Bytes that aren't valid UTF-8 become replacement characters wherever text is read. Reading a map of strings, or raw JSON by the
/// caller, used to throw an <see cref="InvalidOperationException"/> of the framework instead.
/// </summary>
public class BytesThatAreNoTextLoseNoAnswerTests
{
    /// <summary>Represents bytes that aren't valid UTF-8 in these tests.</summary>
    private const string Bad = "¤";

    private static readonly byte[][] BadBytes = [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0x80]];

    [Test]
    public async Task Every_form_of_a_field_takes_them([Range(0, 5)] int bytes)
    {
        const string Json = """
            {"a":{"text":"x¤y","name":"¤","flag":"¤","number":"¤","created":"¤","uuid":"¤","any":{"¤":"¤"},"parent":{"text":"¤"},"children":[{"text":"¤"},{"text":"¤"}],
             "names":["¤"],"anything":["¤",{"¤":1}],"details":{"k¤":"v¤","nested":{"¤":"¤"},"list":["¤"]},"settings":{"¤":{"¤":"¤"}},"groups":{"¤":["¤"]},
             "rows":[{"¤":"¤","nested":["¤"]}],"other¤":"¤","more":{"¤":"¤"},"report":{"success":true,"details":"¤"}}}
            """;
        await using StubCloud cloud = Answering(_ => Json, bytes);

        Specimen read = await cloud.RunAsync(client => client.CreateApi<ISpecimenApi>().GetSpecimenAsync());

        Assert.Multiple(() =>
        {
            Assert.That(read.Text, Does.StartWith("x\uFFFD").And.EndWith("\uFFFDy"));
            Assert.That(read.Any!.Value.EnumerateObject().Single().Value.GetString(), Does.Contain("\uFFFD"));
            Assert.That(read.Children!.Select(child => child.Text), Has.All.Contain("\uFFFD").And.Exactly(2).Items);
            Assert.That(read.Names!.Single(), Does.Contain("\uFFFD"));
            Assert.That(read.Anything![0].GetString(), Does.Contain("\uFFFD"));
            Assert.That(read.Details!.Single(pair => pair.Key.StartsWith('k')).Value, Does.Contain("\uFFFD"));
            Assert.That(read.Details!["nested"], Does.Contain("\uFFFD"));
            Assert.That(read.Settings!.Single().Value.EnumerateObject().Single().Name, Does.Contain("\uFFFD"));
            Assert.That(read.Groups!.Single().Value.Single(), Does.Contain("\uFFFD"));
            Assert.That(read.Rows!.Single()["nested"], Does.Contain("\uFFFD"));
            Assert.That(read.ExtraFields.Single(pair => pair.Key.StartsWith("other", StringComparison.Ordinal)).Value.GetString(), Does.Contain("\uFFFD"));
            Assert.That(read.ExtraFields["more"].GetRawText(), Does.Contain("\uFFFD"));
            Assert.That(read.ExtraFields["number"].GetString(), Does.Contain("\uFFFD"));
            Assert.That(read.Report!.Details, Does.Contain("\uFFFD"));
        });
    }

    [Test]
    public async Task Lists_whose_items_share_their_texts_take_them()
    {
        await using StubCloud cloud = Answering(_ => """{"a¤":{"count":4,"zo¤ne":[{"name":"¤"},{"name":"¤"},{"name":"x¤x"},{"name":"x¤x"}]}}""");

        List<Zone> zones = await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "\uFFFD", "\uFFFD", "x\uFFFDx", "x\uFFFDx" }));
    }

    [Test]
    public async Task Raw_answers_and_results_can_be_read_by_the_caller()
    {
        await using StubCloud cloud = Answering(request => request.Command switch
        {
            "startThing" => $$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""",
            "queryAsyncJobResult" => $$$$$"""{"a":{"jobid":"{{{{{request["jobid"]}}}}}","jobstatus":1,"cmd":"¤","account":"¤","jobresult":{"thi¤ng":{"name":"¤"}}}}""",
            _ => """{"a":{"thing":"¤","¤":{"x":"¤"}}}""",
        });

        JsonElement answer = await cloud.RunAsync(client => client.Commands.SendAsync("getThing"));
        JobResult result = await cloud.RunAsync(async client => await (await client.Commands.SubmitAsync("startThing")).WaitForCompletionAsync());

        Assert.That(answer.GetProperty("thing").GetString(), Is.EqualTo("\uFFFD"));
        Assert.That((result.ResultKey, result.Snapshot!.CommandClass, result.Snapshot.Account), Is.EqualTo(("thi\uFFFDng", "\uFFFD", "\uFFFD")));
        Assert.That(Encoding.UTF8.GetString(result.RawResult.Span), Is.EqualTo("{\"name\":\"\uFFFD\"}"));
        Assert.That(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(result.RawResult.Span), Does.Contain("\uFFFD"));
    }

    [Test]
    public async Task Errors_of_calls_and_of_jobs_take_them()
    {
        await using StubCloud cloud = new(request => request.Command switch
        {
            "startThing" => Raw($$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}"""),
            "queryAsyncJobResult" => Raw($$$$"""{"a":{"jobid":"{{{{request["jobid"]}}}}","jobstatus":2,"jobresultcode":530,"jobresult":{"errorcode":530,"errortext":"a¤b"}}}"""),
            _ => Raw("""{"a¤":{"uuidList":[{"uuid":"¤","description":"¤","more":{"¤":"¤"}}],"errorcode":431,"errortext":"a¤b"}}""", status: 431),
        });

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing"))))!;
        JobResult result = await cloud.RunAsync(async client => await (await client.Commands.SubmitAsync("startThing")).WaitForCompletionAsync());

        Assert.That((e.ErrorText, e.UuidList.Single()), Is.EqualTo(("a\uFFFDb", new ErrorObject("\uFFFD", "\uFFFD"))));
        Assert.That(result.Error!.Text, Is.EqualTo("a\uFFFDb"));
    }

    /// <summary>Half of a surrogate pair, written as an escape, isn't text either; names are compared all the same.</summary>
    [Test]
    public async Task Escapes_that_are_no_text_lose_no_answer()
    {
        await using StubCloud cloud = Answering(request => request.Command switch
        {
            "startThing" => $$$"""{"a":{"\ud83d":1,"jobid":"{{{request["customjobid"]}}}"}}""",
            "queryAsyncJobResult" => $$$$$"""{"\ud83d":{"\ud83d":1,"jobid":"{{{{{request["jobid"]}}}}}","jobstatus":1,"jobresult":{"\udc00":{"success":true,"\ud83d":1}}}}""",
            "getSpecimen" => """{"\ud83d":{"details":{"\ud83d":"\ud83d","nested":{"\ud83d":"\ud83d"}},"\ud83d":"x","rows":[{"\ud83d":["\ud83d"]}]}}""",
            _ => """{"\ud83d":{"\ud83dx":3,"coun\ud83d":7,"zone":[{"id":"z","name":"\ud83d"}]}}""",
        });

        Assert.That((await cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())).Single().Id, Is.EqualTo("z"));
        Assert.That((await cloud.RunAsync(client => client.CreateApi<ISpecimenApi>().GetSpecimenAsync())).Details, Has.Count.EqualTo(2));
        Assert.That((await cloud.RunAsync(async client => await (await client.Commands.SubmitAsync("startThing")).WaitForCompletionAsync())).IsSuccess);
    }

    [Test]
    public void Hints_take_them()
    {
        Assert.Multiple(() =>
        {
            Assert.That(JobHint.FromBusMessage(Bytes("""{"te¤xt":"¤","jobResult":{"¤":["¤"]},"status":"SUCCEEDED","jobId":"6f4b"}""")), Is.EqualTo(new JobHint("6f4b", null)));
            Assert.That(JobHint.FromBusMessage(Bytes("""{"status":"¤","jobId":"6f4b"}""")), Is.EqualTo(new JobHint("6f4b", null)));
            Assert.That(JobHint.FromBusMessage(Bytes("{\"text\":\"\u001b¤\",\"jobId\":\"6f4b\"}")), Is.EqualTo(new JobHint("6f4b", null)));
            Assert.That(JobHint.FromBusMessage(Bytes("""{"\ud83dx":1,"status\ud83d":2,"jobId":"6f4b"}""")), Is.EqualTo(new JobHint("6f4b", null)));
            Assert.That(JobHint.FromWebhook(Bytes("""{"event":"¤","status":"Completed","entityuuid":"2f9e"}""")), Is.EqualTo(new JobHint(null, "2f9e")));
            Assert.That(JobHint.FromWebhook(Bytes("\uFEFF{\"status\":\"Completed\",\"entityuuid\":\"2f9e\"}\n")), Is.EqualTo(new JobHint(null, "2f9e")));
        });
    }

    private static StubCloud Answering(Func<StubRequest, string> answer, int bytes = 0) => new(request => Raw(answer(request), bytes: bytes));

    private static HttpResponseMessage Raw(string body, int status = 200, int bytes = 0) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(Bytes(body, bytes)) { Headers = { ContentType = new("application/json") } },
    };

    private static byte[] Bytes(string text, int bytes = 0)
    {
        List<byte> all = [];
        string[] parts = text.Split(Bad);
        for (int i = 0; i < parts.Length; i++)
        {
            all.AddRange(i > 0 ? BadBytes[bytes] : []);
            all.AddRange(Encoding.UTF8.GetBytes(parts[i]));
        }

        return [.. all];
    }
}
