using System.Text;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Tests.Generation;

/// <summary>Recurring strings share one object, and no string is mistaken for another.</summary>
public class RecentTextsTests
{
    [TestCase("a")]
    [TestCase("abc")]
    [TestCase("zone-1")]
    [TestCase("6b9c421c-504a-4830-b538-5fbcbfcf6b76")]
    public void A_text_that_was_kept_is_found(string text)
    {
        RecentTexts recent = new();

        Assert.That(recent.Find(Encoding.UTF8.GetBytes(text), out int place), Is.Null);
        recent.Keep(text, place);

        Assert.That(recent.Find(Encoding.UTF8.GetBytes(text), out _), Is.SameAs(text));
    }

    [Test]
    public void Whatever_was_kept_another_text_is_never_found()
    {
        RecentTexts recent = new();
        for (int i = 0; i < 10_000; i++)
        {
            // Same length, and the same characters in what the slot is computed from.
            string text = $"zone-{i % 7}{(char)('a' + (i % 3))}{i:D6}-{i % 2}";
            string? found = recent.Find(Encoding.UTF8.GetBytes(text), out int place);
            Assert.That(found, Is.Null.Or.EqualTo(text));
            recent.Keep(text, place);
        }
    }

    [TestCase("", 1)]
    [TestCase("x", 65)]
    public void Texts_that_are_empty_or_long_are_not_kept(string part, int times)
    {
        RecentTexts recent = new();

        Assert.That(recent.Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, times))), out int place), Is.Null);
        Assert.That(place, Is.EqualTo(-1));
    }

    [Test]
    public void A_text_beyond_ASCII_is_read_as_it_is_each_time()
    {
        ModelReader reader = new("""["Zürich","Zürich","Zürich","日本"]"""u8);
        reader.Advance();
        reader.ShareTexts();

        Assert.That(reader.ReadStrings(), Is.EqualTo(new[] { "Zürich", "Zürich", "Zürich", "日本" }));
    }

    [Test]
    public void Texts_with_escapes_and_damaged_ones_are_read_as_without_sharing()
    {
        byte[] json = [.. """["a\u0062c","abc","a\u0062c","""u8, (byte)'"', 0xFF, 0xFE, .. "\",\""u8, 0xFF, 0xFE, .. "\"]"u8];
        ModelReader plain = new(json), sharing = new(json);
        plain.Advance();
        sharing.Advance();
        sharing.ShareTexts();

        Assert.That(sharing.ReadStrings(), Is.EqualTo(plain.ReadStrings()));
    }

    [Test]
    public void A_list_keeps_one_text_for_what_its_items_have_in_common()
    {
        ModelReader reader = new("""["eu-1","eu-1","us-2","eu-1","us-2"]"""u8);
        reader.Advance();
        reader.ShareTexts();

        IReadOnlyList<string> texts = reader.ReadStrings()!;

        Assert.That(texts, Is.EqualTo(new[] { "eu-1", "eu-1", "us-2", "eu-1", "us-2" }));
        Assert.That(texts[1], Is.SameAs(texts[0]));
        Assert.That(texts[3], Is.SameAs(texts[0]));
        Assert.That(texts[4], Is.SameAs(texts[2]));
    }
}
