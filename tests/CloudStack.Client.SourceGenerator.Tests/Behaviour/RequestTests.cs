using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

public class RequestTests
{
    private static readonly WriteEverythingRequest Full = new()
    {
        Filter = "f",
        Scope = "s",
        ID = "1",
        INFO = "",
        Flag = true,
        OptionalFlag = false,
        Octet = 255,
        Small = -7,
        Number = int.MinValue,
        Large = long.MaxValue,
        Ratio = 0.1f,
        Rate = 1234.5,
        Price = 9.90m,
        Start = new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330)),
        Uuid = new Guid("0A0B0C0D-0000-0000-0000-0000000000FF"),
        Names = ["a", "b"],
        Array = ["x"],
        Set = ["y"],
        Ports = [80, -443],
        Weights = [0.5, 1.25],
        Ids = [new Guid("0A0B0C0D-0000-0000-0000-0000000000FF")],
        Details = new Dictionary<string, string> { ["cpuNumber"] = "2", ["memory"] = "1024" },
        First = new() { ["A"] = "1", ["b"] = "2" },
        Tags = new Dictionary<string, string> { ["env"] = "prod" },
        Records =
        [
            new Record { Network = "n", Speed = 1000, Share = 0.5, Primary = true },
            new Record { Addresses = ["10.0.0.1", "10.0.0.2"], Others = new Dictionary<string, string> { ["Mtu"] = "1500" }, Since = DateTimeOffset.UnixEpoch },
        ],
        Open = [new Dictionary<string, string> { ["P"] = "q" }, new Dictionary<string, string> { ["R"] = "s" }],
        Renamed = "r",
        @event = "e",
    };

    private static readonly string[] FullOnTheWire =
    [
        "array=x",
        "camelCase=r",
        "details[0].cpuNumber=2",
        "details[1].memory=1024",
        "event=e",
        "filter=f",
        "first[0].A=1",
        "first[0].b=2",
        "flag=true",
        "id=1",
        "ids=0a0b0c0d-0000-0000-0000-0000000000ff",
        "info=",
        "large=9223372036854775807",
        "names=a,b",
        "number=-2147483648",
        "octet=255",
        "open[0].P=q",
        "open[1].R=s",
        "optionalflag=false",
        "ports=80,-443",
        "price=9.90",
        "rate=1234.5",
        "ratio=0.1",
        "records[0].networkId=n",
        "records[0].primary=true",
        "records[0].share=0.5",
        "records[0].speed=1000",
        "records[1].Mtu=1500",
        "records[1].addresses=10.0.0.1,10.0.0.2",
        "records[1].since=1970-01-01T00:00:00+0000",
        "scope=s",
        "set=y",
        "small=-7",
        "start=2026-01-02T03:04:05+0000",
        "tags[0].key=env",
        "tags[0].value=prod",
        "uuid=0a0b0c0d-0000-0000-0000-0000000000ff",
        "weights=0.5,1.25",
    ];

    [TestCase("")]
    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Full_request_is_written_in_wire_form_in_every_culture(string culture)
    {
        using var _ = new Culture(culture);

        Assert.That(Wire.Write(Full).Order(StringComparer.Ordinal), Is.EqualTo(FullOnTheWire));
    }

    [Test]
    public void Nulls_are_left_out_and_values_that_cannot_be_null_are_sent() =>
        Assert.That(Wire.Write(new WriteEverythingRequest()), Is.EqualTo(new[] { "flag=false", "small=0" }));

    [Test]
    public void Job_id_is_left_to_the_client_and_additional_parameters_come_last()
    {
        GetGaugeRequest request = new() { Id = "1" };
        request.AdditionalParameters["newer"] = "1";

        Assert.Multiple(() =>
        {
            Assert.That(Wire.Write(request), Is.EqualTo(new[] { "id=1", "newer=1" }));
            Assert.That(Wire.Write(new WriteEverythingRequest { CustomJobId = "x" }), Has.None.Contains("customjobid"));
        });
    }

    [Test]
    public void Sensitive_properties_are_secrets_whatever_their_type()
    {
        WriteEverythingRequest request = new()
        {
            Number = 1,
            Pin = "p1n",
            Code = 4711,
            Keys = ["k1", "k2"],
            Records = [new Record { Key = "reckey", Network = "open" }],
        };

        Assert.That(Wire.Secrets(request), Is.EquivalentTo(new[] { "p1n", "4711", "k1,k2", "reckey" }));
    }

    [Test]
    public void Null_record_and_null_item_are_refused_with_their_place() => Assert.Multiple(() =>
    {
        Assert.That(() => Wire.Write(new WriteEverythingRequest { Records = [new Record(), null!] }), Throws.ArgumentException.With.Message.Contains("Item 1 of parameter 'records'"));
        Assert.That(() => Wire.Write(new WriteEverythingRequest { Names = ["a", null!] }), Throws.ArgumentException.With.Message.Contains("Item 1 of parameter 'names'"));
        Assert.That(() => Wire.Write(new WriteEverythingRequest { Names = ["a,b"] }), Throws.ArgumentException.With.Message.Contains("comma"));
        Assert.That(() => Wire.Write(new WriteEverythingRequest { Open = [null!] }), Throws.ArgumentException.With.Message.Contains("Item 0 of parameter 'open'"));
        Assert.That(() => Wire.Write(new WriteEverythingRequest { Open = [new Dictionary<string, string> { ["k"] = null! }] }), Throws.ArgumentException.With.Message.Contains("Entry 'k'"));
    });
}
