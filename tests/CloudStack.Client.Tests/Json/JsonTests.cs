using System.Text;
using System.Text.Json;
using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client.Tests.Json;

public class JsonTests
{
    [TestCase("2026-01-02T03:04:05+0000", "2026-01-02T03:04:05.0000000+00:00")]
    [TestCase("2026-01-02T03:04:05+0530", "2026-01-02T03:04:05.0000000+05:30")]
    [TestCase("2026-01-02T03:04:05-0800", "2026-01-02T03:04:05.0000000-08:00")]
    [TestCase("2026-01-02T03:04:05+05:30", "2026-01-02T03:04:05.0000000+05:30")]
    [TestCase("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.0000000+00:00")]
    [TestCase("2026-01-02T03:04:05.123+0000", "2026-01-02T03:04:05.1230000+00:00")]
    [TestCase("2026-01-02 03:04:05 +0000", "2026-01-02T03:04:05.0000000+00:00")]
    [TestCase("2026-01-02 03:04:05", "2026-01-02T03:04:05.0000000+00:00")]
    [TestCase("2026-01-02", "2026-01-02T00:00:00.0000000+00:00")]
    public void Dates_are_read_in_every_form_that_servers_write(string text, string expected)
    {
        Assert.That(LenientDate.TryParse(text, out DateTimeOffset value));
        Assert.That(value.ToString("O"), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("never")]
    [TestCase("2026-13-02T03:04:05+0000")]
    [TestCase("2026-01-02T03:04:05+9999")]
    public void What_is_no_date_is_refused(string text) => Assert.That(LenientDate.TryParse(text, out _), Is.False);

    [TestCase("5", 5L)]
    [TestCase("\"5\"", 5L)]
    [TestCase("\" 5 \"", 5L)]
    [TestCase("5.0", 5L)]
    [TestCase("1.2345678901E10", 12345678901L)]
    [TestCase("\"1.2E3\"", 1200L)]
    [TestCase("-1", -1L)]
    [TestCase("9007199254740993", 9007199254740993L)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("\"Unlimited\"", null)]
    [TestCase("\"\"", null)]
    [TestCase("5.5", null)]
    [TestCase("1E300", null)]
    [TestCase("null", null)]
    [TestCase("{}", null)]
    [TestCase("[1]", null)]
    [TestCase("true", null)]
    public void Whole_numbers_are_read_from_number_and_text(string json, long? expected) =>
        Assert.That(Value(json, static (ref reader) => reader.ReadInt64()), Is.EqualTo(expected));

    [TestCase("true", true)]
    [TestCase("\"TRUE\"", true)]
    [TestCase("\"false\"", false)]
    [TestCase("1", true)]
    [TestCase("0", false)]
    [TestCase("\"yes\"", null)]
    [TestCase("2", null)]
    [TestCase("null", null)]
    public void Booleans_are_read_from_boolean_text_and_number(string json, bool? expected) =>
        Assert.That(Value(json, static (ref reader) => reader.ReadBoolean()), Is.EqualTo(expected));

    [TestCase("\"0.5%\"", "0.5%")]
    [TestCase("5", "5")]
    [TestCase("1.50", "1.50")]
    [TestCase("true", "true")]
    [TestCase("null", null)]
    [TestCase("{\"a\":1}", null)]
    public void Texts_are_read_from_any_scalar(string json, string? expected) =>
        Assert.That(Value(json, static (ref reader) => reader.ReadString()), Is.EqualTo(expected));

    [Test]
    public void A_number_beyond_32_bits_is_no_int() =>
        Assert.That(Value("4294967296", static (ref reader) => reader.ReadInt32()), Is.Null);

    [Test]
    public void A_map_takes_scalars_as_text_and_nested_values_as_JSON()
    {
        IReadOnlyDictionary<string, string>? map = Value("""{"a":"x","b":2,"c":true,"d":null,"e":{"f":[1]}}""", static (ref reader) => reader.ReadStringMap());

        Assert.That(map, Is.EqualTo(new Dictionary<string, string> { ["a"] = "x", ["b"] = "2", ["c"] = "true", ["e"] = """{"f":[1]}""" }));
    }

    [Test]
    public void Names_are_found_in_blocks_of_their_length_and_others_are_not()
    {
        ReadOnlySpan<byte> table = "\u0002\u0002idos\u0004\u0001name\u0004\u0001size"u8;

        Assert.That(
            (FieldTable.IndexOf(table, "id"u8), FieldTable.IndexOf(table, "os"u8), FieldTable.IndexOf(table, "name"u8), FieldTable.IndexOf(table, "size"u8)),
            Is.EqualTo((0, 1, 2, 3)));
        Assert.That(
            (FieldTable.IndexOf(table, "do"u8), FieldTable.IndexOf(table, "ido"u8), FieldTable.IndexOf(table, ""u8), FieldTable.IndexOf([], "id"u8)),
            Is.EqualTo((-1, -1, -1, -1)));
    }

    [Test]
    public void An_escaped_name_is_found()
    {
        ModelReader reader = new(Encoding.UTF8.GetBytes("{\"\\u0069d\":\"x\"}"));
        reader.Advance();

        Assert.That(reader.NextField("\u0002\u0001id"u8, out int field) && field == 0);
        Assert.That(reader.ReadString(), Is.EqualTo("x"));
    }

    [TestCase("{\"a\":\"x\\u0041y\\n\\\"\"}")]
    [TestCase("{\"a\":[1,2,{\"b\":null}]}")]
    public void Good_JSON_needs_no_repair(string json) => Assert.That(JsonRepair.Repair(Encoding.UTF8.GetBytes(json)), Is.Null);

    [TestCase("{\"a\":\"x\\Ay\"}", "x\\Ay")]
    [TestCase("{\"a\":\"x\\u00zz\"}", "x\\u00zz")]
    [TestCase("{\"a\":\"C:\\dir\\new\"}", "C:\\dir\new")]
    [TestCase("{\"a\":\"tab\there\u0001\"}", "tab\there\u0001")]
    [TestCase("{\"a\":\"quote \\\" and \\\\\\x\"}", "quote \" and \\\\x")]
    public void Broken_strings_are_repaired(string json, string expected)
    {
        byte[] repaired = JsonRepair.Repair(Encoding.UTF8.GetBytes(json))!;

        Assert.That(JsonDocument.Parse(repaired).RootElement.GetProperty("a").GetString(), Is.EqualTo(expected));
    }

    [Test]
    public void Percent_encoding_is_seen_only_in_whole_ids()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PercentDecoding.IsEncoded("{\"zoneid\":\"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9\"}"u8));
            Assert.That(PercentDecoding.IsEncoded("{\"jobid\":\"f2e9508a%2d3d64%2d42a9%2d8038%2de8deb16e0ff9\"}"u8));
            Assert.That(PercentDecoding.IsEncoded("{\"name\":\"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9\"}"u8), Is.False);
            Assert.That(PercentDecoding.IsEncoded("{\"id\":\"f2e9508a-3d64-42a9-8038-e8deb16e0ff9\"}"u8), Is.False);
            Assert.That(PercentDecoding.IsEncoded("{\"id\":\"f2e9508a%2D3d64\"}"u8), Is.False);
        });
    }

    [Test]
    public void Decoding_changes_values_and_leaves_everything_else()
    {
        byte[] decoded = PercentDecoding.Decode("{\"a%20b\":{\"t\":\"x%20%22y%22\",\"n\":12345678901234567890.5,\"b\":true,\"z\":null,\"l\":[\"%C3%A4\",1],\"d\":\"2026-01-02T03:04:05+0530\"}}"u8);

        Assert.That(
            JsonDocument.Parse(decoded).RootElement.GetRawText(),
            Is.EqualTo("{\"a%20b\":{\"t\":\"x \\\"y\\\"\",\"n\":12345678901234567890.5,\"b\":true,\"z\":null,\"l\":[\"ä\",1],\"d\":\"2026-01-02T03:04:05+0530\"}}"));
    }

    private delegate T Reading<T>(ref ModelReader reader);

    private static T Value<T>(string json, Reading<T> read)
    {
        ModelReader reader = new(Encoding.UTF8.GetBytes($"{{\"x\":{json},\"next\":1}}"));
        reader.Advance();
        Assert.That(reader.NextField("\u0001\u0001x"u8, out _));
        T value = read(ref reader);
        Assert.That(reader.NextField("\u0004\u0001next"u8, out int next) && next == 0, "the reader is left after the value");
        return value;
    }
}
