using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Tests.Support;

namespace CloudStack.Client.CodeGen.Tests.Generation;

internal sealed class OutputFolderTests
{
    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Files_that_are_the_same_are_not_touched()
    {
        OutputFolder.Write(_folder.Path, [new("A/One.g.cs", "one"), new("Two.g.cs", "two")]);
        File.SetLastWriteTimeUtc(_folder.File("A/One.g.cs"), LongAgo);
        File.SetLastWriteTimeUtc(_folder.File("Two.g.cs"), LongAgo);

        OutputChanges changes = OutputFolder.Write(_folder.Path, [new("A/One.g.cs", "one"), new("Two.g.cs", "changed")]);

        Assert.Multiple(() =>
        {
            Assert.That(changes, Is.EqualTo(new OutputChanges(2, 1, 0)));
            Assert.That(File.GetLastWriteTimeUtc(_folder.File("A/One.g.cs")), Is.EqualTo(LongAgo));
            Assert.That(File.GetLastWriteTimeUtc(_folder.File("Two.g.cs")), Is.Not.EqualTo(LongAgo));
            Assert.That(File.ReadAllText(_folder.File("Two.g.cs")), Is.EqualTo("changed"));
        });
    }

    [Test]
    public void Generated_files_that_are_not_wanted_any_more_are_deleted_and_others_stay()
    {
        OutputFolder.Write(_folder.Path, [new("A/One.g.cs", "one"), new("Two.g.cs", "two")]);
        File.WriteAllText(_folder.File("Mine.cs"), "mine");
        File.WriteAllText(_folder.File("A/Notes.txt"), "mine too");

        OutputChanges changes = OutputFolder.Write(_folder.Path, [new("Two.g.cs", "two")]);

        Assert.That(changes, Is.EqualTo(new OutputChanges(1, 0, 1)));
        Assert.That(TempFolder.Texts(_folder.Path).Keys, Is.EqualTo((string[])["A/Notes.txt", "Mine.cs", "Two.g.cs"]));
    }

    [Test]
    public void Files_have_no_byte_order_mark()
    {
        OutputFolder.Write(_folder.Path, [new("One.g.cs", "é")]);

        Assert.That(File.ReadAllBytes(_folder.File("One.g.cs")), Is.EqualTo((byte[])[0xC3, 0xA9]));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_said_in_words()
    {
        File.WriteAllText(_folder.File("taken"), "");

        Assert.That(
            () => OutputFolder.Write(_folder.File("taken"), [new("One.g.cs", "one")]),
            Throws.TypeOf<ToolException>().With.Message.Contain("taken cannot be written"));
    }
}
