using System.Text.Json;
using CloudStack.Client.SourceGenerator.Tests.Support;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

public class ModelTests
{
    private const string Full = """
        {"id":"1","kind":"gauge","info":"i","name":"n","state":"Up","flag":true,"sure":true,"small":-7,"number":42,"count":3,
         "large":9007199254740993,"ratio":0.1,"rate":1234.5,"price":9.90,"created":"2026-01-02T08:34:05+0530",
         "uuid":"0a0b0c0d-0000-0000-0000-0000000000ff","any":[1,{"a":null}],"parent":{"id":"p","name":"pn"},
         "children":[{"id":"c1","name":"x"},{"id":"c2","name":"y"}],"friends":[{"name":"f"}],"names":["a","b"],"array":["z"],
         "ports":[80,443],"longs":[9007199254740993],"weights":[0.5,1],"anything":[1,"a",null],"details":{"cpuNumber":2,"Key":"v"},
         "settings":{"S":[true]},"groups":{"g":["u","v"]},"rows":[{"r":"1"},{"r":"2"}],"größe":5}
        """;

    [TestCase("")]
    [TestCase("tr-TR")]
    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Every_property_is_read_in_every_culture(string culture)
    {
        using var _ = new Culture(culture);

        Gauge gauge = Wire.Read<Gauge>(Full);

        Assert.Multiple(() =>
        {
            Assert.That(gauge.Id, Is.EqualTo("1"));
            Assert.That(gauge.Kind, Is.EqualTo("gauge"));
            Assert.That(gauge.INFO, Is.EqualTo("i"));
            Assert.That(gauge.Label, Is.EqualTo("n/Up"));
            Assert.That(gauge.Flag, Is.True);
            Assert.That(gauge.Sure, Is.True);
            Assert.That(gauge.Small, Is.EqualTo(-7));
            Assert.That(gauge.Number, Is.EqualTo(42));
            Assert.That(gauge.Count, Is.EqualTo(3));
            Assert.That(gauge.Large, Is.EqualTo(9007199254740993));
            Assert.That(gauge.Ratio, Is.EqualTo(0.1f));
            Assert.That(gauge.Rate, Is.EqualTo(1234.5));
            Assert.That(gauge.Price, Is.EqualTo(9.90m));
            Assert.That(gauge.Created, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330))));
            Assert.That(gauge.Uuid, Is.EqualTo(new Guid("0a0b0c0d-0000-0000-0000-0000000000ff")));
            Assert.That(gauge.Any!.Value.GetRawText(), Is.EqualTo("""[1,{"a":null}]"""));
            Assert.That(gauge.Parent!.Name, Is.EqualTo("pn"));
            Assert.That(gauge.Children!.Select(child => child.Id), Is.EqualTo(new[] { "c1", "c2" }));
            Assert.That(gauge.Friends.Single().Name, Is.EqualTo("f"));
            Assert.That(gauge.Names, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(gauge.Array, Is.EqualTo(new[] { "z" }));
            Assert.That(gauge.Ports, Is.EqualTo(new[] { 80, 443 }));
            Assert.That(gauge.Longs, Is.EqualTo(new[] { 9007199254740993 }));
            Assert.That(gauge.Weights, Is.EqualTo(new[] { 0.5, 1 }));
            Assert.That(gauge.Anything!.Select(item => item.ValueKind), Is.EqualTo(new[] { JsonValueKind.Number, JsonValueKind.String, JsonValueKind.Null }));
            Assert.That(gauge.Details, Is.EquivalentTo(new Dictionary<string, string> { ["cpuNumber"] = "2", ["Key"] = "v" }));
            Assert.That(gauge.Settings["S"].GetRawText(), Is.EqualTo("[true]"));
            Assert.That(gauge.Groups!["g"], Is.EqualTo(new[] { "u", "v" }));
            Assert.That(gauge.Rows!.Select(row => row["r"]), Is.EqualTo(new[] { "1", "2" }));
            Assert.That(gauge.Size, Is.EqualTo(5));
            Assert.That(gauge.ExtraFields, Is.Empty);
        });
    }

    [Test]
    public void Fields_that_do_not_come_leave_no_null_where_none_is_declared()
    {
        Gauge gauge = Wire.Read<Gauge>("{}");

        Assert.Multiple(() =>
        {
            Assert.That(gauge.Name, Is.Empty);
            Assert.That(gauge.State, Is.EqualTo("new"), "the initializer's value is kept");
            Assert.That(gauge.Kind, Is.EqualTo("unset"));
            Assert.That(gauge.Friends, Is.Empty);
            Assert.That(gauge.Names, Is.Empty);
            Assert.That(gauge.Settings, Is.Empty);
            Assert.That(gauge.Id, Is.Null);
            Assert.That(gauge.Number, Is.Null);
            Assert.That(gauge.Parent, Is.Null);
            Assert.That(gauge.ExtraFields, Is.Empty);
            Assert.That(gauge.ExtraFields, Is.SameAs(Wire.Read<Gauge>("{}").ExtraFields), "one empty instance for all");
        });
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("true")]
    [TestCase("1e400")]
    [TestCase("[[{\"a\":[1]}],null]")]
    [TestCase("{\"a\":{\"b\":[]}}")]
    public void No_value_of_any_shape_makes_a_property_throw(string value)
    {
        string[] names = [.. typeof(Gauge).GetProperties().Select(property => property.Name.ToLowerInvariant()), "größe"];
        string json = "{" + string.Join(',', names.Select(name => $"\"{name}\":{value}")) + "}";

        Gauge gauge = Wire.Read<Gauge>(json);

        Assert.Multiple(() =>
        {
            Assert.That(gauge.Name, Is.Not.Null);
            Assert.That(gauge.Names, Is.Not.Null);
            Assert.That(gauge.Settings, Is.Not.Null);
            Assert.That(gauge.ExtraFields.Keys, Is.SupersetOf(new[] { "size", "label", "extrafields" }));
            Assert.That(gauge.ExtraFields.Values.Select(kept => kept.GetRawText()), Is.All.EqualTo(value));
        });
    }

    [Test]
    public void Undeclared_fields_are_kept_as_they_are_and_case_counts()
    {
        Nothing nothing = Wire.Read<Nothing>("""{"Id":"1","id":{"deep":[1]},"gone":null,"\u0061b":2}""");

        Assert.That(
            nothing.ExtraFields.ToDictionary(item => item.Key, item => item.Value.GetRawText()),
            Is.EquivalentTo(new Dictionary<string, string> { ["Id"] = "\"1\"", ["id"] = "{\"deep\":[1]}", ["gone"] = "null", ["ab"] = "2" }));
    }

    [Test]
    public void The_last_of_two_fields_with_one_name_wins() =>
        Assert.That(Wire.Read<Animal>("""{"name":"a","name":null}""").Name, Is.Null);

    [Test]
    public void Derived_model_reads_inherited_fields_and_shares_the_extra_ones()
    {
        Cat cat = Wire.Read<Cat>("""{"name":"Tom","lives":"9","tail":true}""");

        Assert.Multiple(() =>
        {
            Assert.That((cat.Name, cat.Lives), Is.EqualTo(("Tom", 9)));
            Assert.That(((Animal)cat).ExtraFields.Keys, Is.EqualTo(new[] { "tail" }));
        });
    }

    [Test]
    public void Own_constructor_and_own_extra_fields_are_respected()
    {
        OwnExtras model = Wire.Read<OwnExtras>("""{"note":"a","more":1}""");

        Assert.Multiple(() =>
        {
            Assert.That(model.Note, Is.EqualTo("a"));
            Assert.That(model.ExtraFields!.Keys, Is.EqualTo(new[] { "more" }));
            Assert.That(typeof(OwnExtras).GetConstructors(), Has.Length.EqualTo(1), "no parameterless constructor is added to a class that has its own constructor");
        });
    }

    [Test]
    public void Models_can_be_built_by_hand()
    {
        Gauge gauge = new() { Name = "n", ExtraFields = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("1") } };

        Assert.That((gauge.Name, gauge.ExtraFields.Count), Is.EqualTo(("n", 1)));
    }

    [Test]
    public void Nested_record_is_read() => Assert.That(Wire.Read<Outer.Inner>("""{"id":"1"}""").Id, Is.EqualTo("1"));
}
