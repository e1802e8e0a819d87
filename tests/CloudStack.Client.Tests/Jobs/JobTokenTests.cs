using System.Text;

namespace CloudStack.Client.Tests.Jobs;

public class JobTokenTests
{
    private const string Id = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    [Test]
    public void A_token_reads_back_as_it_was_written()
    {
        JobToken token = JobToken.Create(Id.ToUpperInvariant(), "deployVirtualMachine", new Uri("https://cloud.example.org/client/api"), new FixedTime());

        JobToken read = JobToken.Parse(token.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(read, Is.EqualTo(token));
            Assert.That(read == token);
            Assert.That((read.JobId, read.Command, read.ResourceId, read.Host), Is.EqualTo((Id, "deployVirtualMachine", (string?)null, "cloud.example.org")));
            Assert.That(read.SubmittedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
            Assert.That(token.ToString(), Does.Match("^csj1\\.[A-Za-z0-9_-]+$"));
        });
    }

    [Test]
    public void A_token_keeps_the_resource_that_the_command_made()
    {
        JobToken token = new(Id, "deployVirtualMachine", "7a1e", DateTimeOffset.UnixEpoch, "cloud.example.org");

        JobToken read = JobToken.Parse(token.ToString());

        Assert.That(read.ResourceId, Is.EqualTo("7a1e"));
        Assert.That(read != token, Is.False);
        Assert.That(read != JobToken.Create(Id, "deployVirtualMachine"));
    }

    [TestCase("b", "cmd", "r", "host", 0)]
    [TestCase("a", "other", "r", "host", 0)]
    [TestCase("a", "cmd", null, "host", 0)]
    [TestCase("a", "cmd", "r", "elsewhere", 0)]
    [TestCase("a", "cmd", "r", "host", 1)]
    public void Tokens_that_differ_in_anything_are_different(string id, string command, string? resourceId, string host, int days)
    {
        JobToken token = new("a", "cmd", "r", DateTimeOffset.UnixEpoch, "host");
        JobToken other = new(id, command, resourceId, DateTimeOffset.UnixEpoch.AddDays(days), host);

        Assert.Multiple(() =>
        {
            Assert.That(token.Equals(other), Is.False);
            Assert.That(token != other);
            Assert.That(token.Equals((object)new JobToken("a", "cmd", "r", DateTimeOffset.UnixEpoch, "host")));
            Assert.That(token.Equals((object)"a"), Is.False);
        });
    }

    [Test]
    public void A_token_with_a_field_of_another_kind_is_read_without_it()
    {
        string odd = "csj1." + Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"j":"a","c":"b","r":5,"h":{}}""")).TrimEnd('=');

        Assert.That((JobToken.Parse(odd).ResourceId, JobToken.Parse(odd).Host), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Letters_outside_of_ascii_survive() =>
        Assert.That(JobToken.Parse(JobToken.Create(Id, "größe日本😀").ToString()).Command, Is.EqualTo("größe日本😀"));

    [TestCase("")]
    [TestCase("csj1.")]
    [TestCase("csj2.eyJqIjoiYSJ9")]
    [TestCase("csj1.!!!!")]
    [TestCase("csj1.W10")]
    [TestCase("csj1.e30")]
    [TestCase("csj1.eyJqIjo1fQ")]
    [TestCase("csj1.eyJqIjoiYSIsInQiOjkyMjMzNzIwMzY4NTQ3NzU4MDd9")]
    public void What_is_no_token_is_refused_without_repeating_it(string text)
    {
        Assert.Multiple(() =>
        {
            Assert.That(JobToken.TryParse(text, out _), Is.False);
            Assert.That(() => JobToken.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("csj1."));
        });
    }

    [Test]
    public void A_token_of_a_later_client_with_more_fields_is_read()
    {
        string later = "csj1." + Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"j":"a","c":"b","new":{"x":1}}""")).TrimEnd('=');

        Assert.That(JobToken.Parse(later).JobId, Is.EqualTo("a"));
    }

    [Test]
    public void A_job_of_another_host_is_not_resumed()
    {
        using CloudStackClient client = new(new CloudStackClientOptions { Endpoint = new Uri("https://here.example.org/client/api"), ApiKey = "k", SecretKey = "s" });
        JobToken elsewhere = JobToken.Create(Id, "startVirtualMachine", new Uri("https://there.example.org/client/api"));

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Jobs.Resume(elsewhere), Throws.ArgumentException.With.Message.Contains("there.example.org").And.Message.Contains("here.example.org"));
            Assert.That(() => client.Jobs.Resume(default(JobToken)), Throws.ArgumentException);
            Assert.That(client.Jobs.Resume<SuccessResult>(JobToken.Create(Id, "createTags")).JobId, Is.EqualTo(Id));
            Assert.That(client.Jobs.Resume(Id).ToToken().Host, Is.EqualTo("here.example.org"));
        });
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    }
}
