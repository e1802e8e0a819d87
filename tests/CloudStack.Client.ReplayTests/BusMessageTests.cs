using System.Text;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests;

/// <summary>The messages of a real server's bus, read as hints.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class BusMessageTests(RecordingSet recordings)
{
    [Test]
    public void Every_message_of_an_ended_job_hints_at_it_and_no_other_message_does()
    {
        Assert.Multiple(() =>
        {
            foreach (RecordedBusMessage message in recordings.BusMessages)
            {
                using JsonDocument body = JsonDocument.Parse(message.Body);
                string? expected = message.IsCompletion ? body.RootElement.GetProperty("jobId").GetString() : null;
                Assert.That(JobHint.FromBusMessage(Encoding.UTF8.GetBytes(message.Body)), Is.EqualTo(new JobHint(expected, null)), message.RoutingKey);
            }
        });
    }

    [Test]
    public void There_are_messages_of_both_kinds() => Assert.That(
        (recordings.BusMessages.Count(message => message.IsCompletion), recordings.BusMessages.Count),
        Is.EqualTo(recordings.IsFull ? (953, 2357) : (56, 104)));
}
