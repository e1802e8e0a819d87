using System.Text;
using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client.Tests.Json;

public class FieldNamesTests
{
    [Test]
    public void A_name_is_found_at_the_position_in_which_it_was_given()
    {
        string[] names = ["jobstatus", "id", "jobid", "completed", "cmd", "zz", "accountid"];
        FieldNames fields = FieldNames.Of(names);

        Assert.That(names.Select(name => IndexOf(fields, name)), Is.EqualTo(Enumerable.Range(0, names.Length)));
    }

    [TestCase("")]
    [TestCase("i")]
    [TestCase("xd")]
    [TestCase("ID")]
    [TestCase("jobidx")]
    public void Other_names_are_not_found(string name) => Assert.That(IndexOf(FieldNames.Of("jobid", "id"), name), Is.EqualTo(-1));

    [Test]
    public void No_names_at_all_are_allowed() => Assert.That(IndexOf(FieldNames.Of(), "id"), Is.EqualTo(-1));

    [Test]
    public void More_names_of_one_length_than_a_byte_can_count_are_found()
    {
        string[] names = [.. Enumerable.Range(100, 600).Select(number => $"n{number}")];
        FieldNames fields = FieldNames.Of(names);

        Assert.That(names.Select(name => IndexOf(fields, name)), Is.EqualTo(Enumerable.Range(0, names.Length)));
    }

    [Test]
    public void The_longest_name_has_255_characters()
    {
        string longest = new('n', 255);

        Assert.That(IndexOf(FieldNames.Of("id", longest), longest), Is.EqualTo(1));
        Assert.That(() => FieldNames.Of("id", longest + "n"), Throws.ArgumentException.With.Message.Contains("longer than 255"));
    }

    [Test]
    public void A_name_twice_is_refused() =>
        Assert.That(() => FieldNames.Of("id", "jobid", "id"), Throws.ArgumentException.With.Message.Contains("id stands there twice"));

    [Test]
    public void A_name_that_is_not_ASCII_is_refused() =>
        Assert.That(() => FieldNames.Of("größe"), Throws.ArgumentException.With.Message.Contains("größe is not ASCII"));

    [Test]
    public void The_reader_finds_names_also_where_they_are_escaped()
    {
        ModelReader reader = new("""{"jobid":1,"other":2,"i\u0064":3}"""u8);
        reader.Advance();
        FieldNames fields = FieldNames.Of("jobid", "id");
        List<int> found = [];
        while (reader.NextField(fields, out int field))
        {
            found.Add(field);
            reader.Skip();
        }

        Assert.That(found, Is.EqualTo([0, -1, 1]));
    }

    [Test]
    public void A_look_up_allocates_nothing()
    {
        FieldNames fields = FieldNames.Of("jobid", "id");
        IndexOf(fields, "id"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        IndexOf(fields, "id"u8);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static int IndexOf(FieldNames fields, string name) => IndexOf(fields, Encoding.UTF8.GetBytes(name));

    private static int IndexOf(FieldNames fields, ReadOnlySpan<byte> name) => fields.IndexOf(name);
}
