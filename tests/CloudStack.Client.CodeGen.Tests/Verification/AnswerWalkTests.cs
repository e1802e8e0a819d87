using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Server;
using CloudStack.Client.CodeGen.Tests.Support;
using CloudStack.Client.CodeGen.Verification;

namespace CloudStack.Client.CodeGen.Tests.Verification;

internal sealed class AnswerWalkTests
{
    private static readonly Dictionary<string, CatalogCommand> Commands = Catalogs.BuiltIn.Commands.ToDictionary(command => command.Name);

    [TestCase("listZones", """{}""")]
    [TestCase("listZones", """{"count":0}""")]
    [TestCase("listZones", """{"count":1,"zone":[{"id":"a","name":null,"gputotal":5.0}]}""")]
    [TestCase("listCapabilities", """{"capability":{"cloudstackversion":"4.23"}}""")]
    [TestCase("listStorageAccessGroups", """{"count":1,"storageaccessgroup":[{"hosts":{"responses":[{"id":"h"}]},"zones":{}}]}""")]
    public void What_is_declared_is_no_difference(string command, string json) => Assert.That(Walk(command, json), Is.Empty);

    [TestCase("listZones", """[]""", "the envelope contains a list instead of an object")]
    [TestCase("listZones", """{"count":1,"zone":["a"]}""", "text in the list instead of an object")]
    [TestCase("listZones", """{"zone":"none"}""", "text instead of a list")]
    [TestCase("listZones", """{"count":1,"zone":[{"gputotal":"many"}]}""", "declared long, sent as text: the SDK cannot read it")]
    [TestCase("listZones", """{"count":1,"zone":[{"gputotal":1.5}]}""", "declared long, sent as a number: the SDK cannot read it")]
    [TestCase("listZones", """{"count":1,"zone":[{"tags":{"key":"a"}}]}""", "declared list:object:ResourceTagResponse, sent as an object: the SDK reads it")]
    [TestCase("listZones", """{"count":1,"zone":[{"tags":"a"}]}""", "declared list:object:ResourceTagResponse, sent as text: the SDK cannot read it")]
    [TestCase("listZones", """{"count":1,"zone":[{"icon":[{"id":"a"}]}]}""", "declared object:ResourceIconResponse, sent as a list: the SDK reads it")]
    [TestCase("listZones", """{"count":1,"zone":[{"resourcedetails":"a"}]}""", "declared map:string, sent as text: the SDK cannot read it")]
    [TestCase("listAccounts", """{"count":1,"account":[{"created":"yesterday"}]}""", "declared date, sent as text: the SDK cannot read it")]
    [TestCase("listAccounts", """{"count":1,"account":[{"created":5}]}""", "declared date, sent as a number: the SDK cannot read it")]
    [TestCase("listStorageAccessGroups", """{"count":1,"storageaccessgroup":[{"hosts":{"responses":[{"idd":"h"}]}}]}""", "sent as text")]
    public void What_is_not_declared_is_said_without_its_value(string command, string json, string detail) =>
        Assert.That(Walk(command, json).Select(difference => difference.Detail), Is.EqualTo((string[])[detail]));

    [Test]
    public void The_same_difference_is_counted_and_not_repeated()
    {
        Difference difference = Walk("listZones", """{"count":2,"zone":[{"altitude":1},{"altitude":2}]}""").Single();

        Assert.That((difference.Place, difference.Count), Is.EqualTo(("ZoneResponse.altitude", 2)));
    }

    private static IEnumerable<TestCaseData> Recordings()
    {
        yield return new TestCaseData(Repository.Folder("tests", "CloudStack.Client.ReplayTests", "Data", "exchanges.jsonl.gz")).SetArgDisplayNames("committed choice");
        if (Repository.Recording("exchanges.jsonl.gz") is { } all)
        {
            yield return new TestCaseData(all).SetArgDisplayNames("all");
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Recorded_answers_of_a_real_server_show_no_difference(string path)
    {
        DifferenceList differences = new();
        AnswerWalk walk = new(Catalogs.BuiltIn, differences);
        int walked = 0;
        foreach (JsonElement exchange in Exchanges(path))
        {
            JsonElement response = exchange.GetProperty("response");
            if (response.GetProperty("status").GetInt32() != 200
                || exchange.GetProperty("kind").GetString() == "raw"
                || !Commands.TryGetValue(exchange.GetProperty("command").GetString() ?? "", out CatalogCommand? command)
                || command.Async
                || command.Alternatives is not null)
            {
                continue;
            }

            // The recordings include responses that are empty or aren't JSON.
            ServerAnswer answer = AnswerBody.Read(200, Encoding.UTF8.GetBytes(response.GetProperty("body").GetString() ?? ""));
            if (answer.Unreadable is null)
            {
                walk.Walk(command, answer.Content);
                walked++;
            }
        }

        Assert.That(walked, Is.GreaterThan(100));
        Assert.That(differences.All, Is.Empty);
    }

    private static IReadOnlyList<Difference> Walk(string command, string json)
    {
        DifferenceList differences = new();
        using JsonDocument document = JsonDocument.Parse(json);
        new AnswerWalk(Catalogs.BuiltIn, differences).Walk(Commands[command], document.RootElement);
        return differences.All;
    }

    private static IEnumerable<JsonElement> Exchanges(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
