using System.Text.Json;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A value of a type other than the declared one can't be stored in its property. It used to be dropped; it belongs with the fields
/// that the class doesn't declare.
/// </summary>
public class ValuesOfAnotherTypeAreKeptTests
{
    [TestCase("text", """{"a":[1]}""")]
    [TestCase("text", """["a","b"]""")]
    [TestCase("name", """{}""")]
    [TestCase("flag", "\"maybe\"")]
    [TestCase("flag", "2")]
    [TestCase("flag", "[true]")]
    [TestCase("small", "70000")]
    [TestCase("number", "\"many\"")]
    [TestCase("number", "3000000000")]
    [TestCase("number", "1.5")]
    [TestCase("number", "true")]
    [TestCase("large", "1e30")]
    [TestCase("large", """{"value":5}""")]
    [TestCase("ratio", "1e300")]
    [TestCase("rate", "\"NaN\"")]
    [TestCase("price", "\"free\"")]
    [TestCase("created", "\"yesterday\"")]
    [TestCase("created", "1735689600")]
    [TestCase("uuid", "\"52\"")]
    [TestCase("parent", "\"root\"")]
    [TestCase("parent", "5")]
    [TestCase("parent", "[1]")]
    [TestCase("children", "\"none\"")]
    [TestCase("names", """{"first":"a"}""")]
    [TestCase("ports", "\"80-90\"")]
    [TestCase("longs", "{}")]
    [TestCase("weights", "false")]
    [TestCase("details", "\"a=b\"")]
    [TestCase("details", """["a"]""")]
    [TestCase("settings", "7")]
    [TestCase("groups", "[[]]")]
    [TestCase("rows", "\"x\"")]
    [TestCase("report", "\"done\"")]
    public async Task A_value_that_its_property_cannot_hold_is_an_extra_field(string field, string value)
    {
        string json = $$"""{"before":1,"{{field}}":{{value}} ,"after":"x","text2":null}""";

        foreach (Specimen specimen in await ReadEverywhereAsync(json))
        {
            Assert.That(specimen.ExtraFields.Keys, Is.EquivalentTo(new[] { "before", field, "after", "text2" }));
            Assert.That(specimen.ExtraFields[field].GetRawText(), Is.EqualTo(value));
        }
    }

    /// <summary>The property contains what it can of a list, and the whole list is kept.</summary>
    [TestCase("names", """["a",{"b":1},"c"]""")]
    [TestCase("ports", """[80,"https"]""")]
    [TestCase("longs", """[[5],1]""")]
    [TestCase("children", """[5,{"text":"child"}]""")]
    [TestCase("children", """[{"text":"child"},"x"]""")]
    [TestCase("rows", """[{"a":"b"},"c"]""")]
    [TestCase("groups", """{"a":["b"],"c":{"d":"e"}}""")]
    [TestCase("parent", """[{"text":"one"},{"text":"two"}]""")]
    public async Task A_list_of_which_a_part_is_lost_is_an_extra_field(string field, string value)
    {
        foreach (Specimen specimen in await ReadEverywhereAsync($$"""{"{{field}}":{{value}},"number":5}"""))
        {
            Assert.That(specimen.ExtraFields.Keys, Is.EqualTo(new[] { field }));
            Assert.That(specimen.ExtraFields[field].GetRawText(), Is.EqualTo(value));
            Assert.That((specimen.Number, specimen.Names?.Count ?? 2, specimen.Children?.Single().Text ?? "child"), Is.EqualTo((5, 2, "child")));
        }
    }

    [TestCase("""{"text":5,"name":true,"flag":"TRUE","small":"7","number":"5.0","large":"1E3","ratio":"1","rate":"2","price":3}""")]
    [TestCase("""{"text":null,"number":null,"parent":null,"children":null,"names":null,"details":null,"created":null,"rows":null}""")]
    [TestCase("""{"parent":[{"text":"one"}],"children":{"text":"child"},"names":"a","ports":80,"longs":"5","rows":{"a":"b"},"details":{"a":{"b":1}}}""")]
    [TestCase("""{"any":{"a":1},"anything":5,"settings":{"a":[]},"groups":{"a":"b"},"names":["a",null],"parent":[],"created":"2026-01-02T03:04:05+0530"}""")]
    public async Task What_a_property_holds_is_not_kept_twice(string json)
    {
        foreach (Specimen specimen in await ReadEverywhereAsync(json))
        {
            Assert.That(specimen.ExtraFields, Is.Empty);
        }
    }

    [Test]
    public async Task Each_object_keeps_its_own()
    {
        foreach (Specimen specimen in await ReadEverywhereAsync(
            """{"number":[],"parent":{"text":{},"parent":{"flag":[]},"children":[{"number":"x"},{"number":1},{"names":{}}]},"text":[{}],"children":[{"uuid":"x"},7,{"text":{}}]}"""))
        {
            Assert.Multiple(() =>
            {
                Assert.That(specimen.ExtraFields.Keys, Is.EquivalentTo(new[] { "number", "text", "children" }), "one of the children isn't an object");
                Assert.That(specimen.Parent!.ExtraFields.Keys, Is.EqualTo(new[] { "text" }));
                Assert.That(specimen.Parent.Parent!.ExtraFields.Keys, Is.EqualTo(new[] { "flag" }));
                Assert.That(specimen.Parent.Children!.Select(child => string.Join(' ', child.ExtraFields.Keys)), Is.EqualTo(new[] { "number", "", "names" }));
                Assert.That(specimen.Children!.Select(child => string.Join(' ', child.ExtraFields.Keys)), Is.EqualTo(new[] { "uuid", "text" }));
            });
        }
    }

    /// <summary>A class without a place for them leaves them to the object that contains it.</summary>
    [Test]
    public async Task What_an_inner_object_has_no_place_for_is_kept_outside()
    {
        foreach (Specimen specimen in await ReadEverywhereAsync("""{"report":{"success":{"really":true},"details":"x"},"text":"a"}"""))
        {
            Assert.That(specimen.Report!.Details, Is.EqualTo("x"));
            Assert.That(specimen.ExtraFields["report"].GetProperty("success").GetProperty("really").GetBoolean());
        }
    }

    [Test]
    public async Task Names_with_escapes_and_white_space_around_values_make_no_difference()
    {
        foreach (Specimen specimen in await ReadEverywhereAsync("{\"te\\u0078t\" :\n {\"a\" : 1}\n,\"number\":\t[ ] }"))
        {
            Assert.That(specimen.ExtraFields["text"].GetProperty("a").GetInt32(), Is.EqualTo(1));
            Assert.That(specimen.ExtraFields["number"].GetArrayLength(), Is.Zero);
        }
    }

    /// <summary>Reads an object as a flat response, under its key, as an item of a list, within another object, and as the result of a job.</summary>
    private static async Task<List<Specimen>> ReadEverywhereAsync(string json)
    {
        await using StubCloud cloud = new(request => StubHandler.Json(request.Command switch
        {
            "getSpecimen" => $$"""{"a":{{json}}}""",
            "getSpecimenWithin" => $$$$"""{"a":{"specimen":{"parent":{{{{json}}}}}}}""",
            "listSpecimens" => $$$"""{"a":{"count":2,"specimen":[{{{json}}},{{{json}}}]}}""",
            "growSpecimen" => $$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""",
            _ => $$$$"""{"a":{"jobid":"{{{{request["jobid"]}}}}","jobstatus":1,"jobresult":{"specimen":{{{{json}}}}}}}""",
        }));
        ISpecimenApi api = cloud.Client.CreateApi<ISpecimenApi>();
        List<Specimen> all = [await cloud.RunAsync(_ => api.GetSpecimenAsync()), (await cloud.RunAsync(_ => api.GetSpecimenWithinAsync())).Parent!];
        all.AddRange(await cloud.RunAsync(_ => api.ListSpecimensAsync()));
        all.Add((await cloud.RunAsync(async _ => await (await api.GrowSpecimenAsync()).WaitForCompletionAsync())).Value!);
        return all;
    }
}
