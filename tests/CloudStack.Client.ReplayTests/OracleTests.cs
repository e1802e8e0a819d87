using System.Text.Json;
using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Walk;

namespace CloudStack.Client.ReplayTests;

/// <summary>The checks of the other tests find errors: a reader that loses or changes a value doesn't pass.</summary>
public sealed class OracleTests
{
    private const string Json = """
        {"id":"v1","created":"2026-01-02T03:04:05+0530","cpunumber":2,"haenable":true,"details":{"a":"b"},
         "nic":[{"id":"n1","isdefault":true,"secondaryip":[{"id":"s1"}]}]}
        """;

    [Test]
    public void A_model_that_is_what_the_JSON_says_is_accepted() => Assert.That(Problems(Machine()), Is.Zero);

    [TestCase("another text")]
    [TestCase("a text missing")]
    [TestCase("another date")]
    [TestCase("a number missing")]
    [TestCase("a boolean turned")]
    [TestCase("an entry missing")]
    [TestCase("an item missing")]
    [TestCase("a list missing")]
    [TestCase("an extra field")]
    [TestCase("an extra field far down")]
    public void A_model_that_is_not_is_refused(string wrong)
    {
        Dictionary<string, JsonElement> extra = new() { ["newfield"] = BodyJson.Parse("{}") };
        VirtualMachine machine = wrong switch
        {
            "another text" => Machine(id: "v2"),
            "a text missing" => Machine(id: ""),
            "another date" => Machine(created: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            "a number missing" => Machine(cpus: null),
            "a boolean turned" => Machine(highlyAvailable: false),
            "an entry missing" => Machine(details: []),
            "an item missing" => Machine(nics: []),
            "a list missing" => Machine(nics: [new Nic { Id = "n1", IsDefault = true }]),
            "an extra field" => Machine(extra: extra),
            _ => Machine(nics: [new Nic { Id = "n1", IsDefault = true, SecondaryIPs = [new NicSecondaryIP { Id = "s1", ExtraFields = extra }] }]),
        };

        Assert.That(Problems(machine), Is.EqualTo(1));
    }

    private static int Problems(VirtualMachine machine)
    {
        Problems byReflection = new();
        ModelOracle.Expect("the machine", machine, BodyJson.Parse(Json), byReflection);
        Problems byCatalog = new();
        AnswerExpectation.Expect("the machine", ApiFacts.Instance.Class("UserVmResponse"), machine, BodyJson.Parse(Json), byCatalog);
        Assert.That(byReflection.Any, Is.EqualTo(byCatalog.Any));
        return byReflection.Any ? 1 : 0;
    }

    private static VirtualMachine Machine(
        string id = "v1",
        DateTimeOffset? created = null,
        int? cpus = 2,
        bool highlyAvailable = true,
        Dictionary<string, JsonElement>? details = null,
        IReadOnlyList<Nic>? nics = null,
        Dictionary<string, JsonElement>? extra = null) => new()
        {
            Id = id,
            Created = created ?? new DateTimeOffset(2026, 1, 2, 3, 4, 5, new TimeSpan(5, 30, 0)),
            CpuNumber = cpus,
            HAEnable = highlyAvailable,
            Details = details ?? new() { ["a"] = BodyJson.Parse("\"b\"") },
            Nics = nics ?? [new Nic { Id = "n1", IsDefault = true, SecondaryIPs = [new NicSecondaryIP { Id = "s1" }] }],
            ExtraFields = extra ?? [],
        };
}
