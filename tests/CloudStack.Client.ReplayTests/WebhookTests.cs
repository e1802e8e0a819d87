using System.Text;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests;

/// <summary>The webhooks that a real server delivered: their signatures, and the hints that they contain.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class WebhookTests(RecordingSet recordings)
{
    private const string Secret = "webhook-secret";

    [Test]
    public void Every_signature_is_valid_for_its_body_and_for_no_other()
    {
        Assert.That(recordings.Webhooks, Has.Count.EqualTo(61));
        Assert.Multiple(() =>
        {
            foreach (RecordedDelivery delivery in recordings.Webhooks)
            {
                byte[] body = Encoding.UTF8.GetBytes(delivery.Body);
                string? header = delivery.Header(WebhookSignature.HeaderName);
                Assert.That(WebhookSignature.IsValid(body, header, Secret), delivery.Body);
                Assert.That(WebhookSignature.IsValid(body, header, "another secret"), Is.False);
                body[^1] ^= 1;
                Assert.That(WebhookSignature.IsValid(body, header, Secret), Is.False);
            }
        });
    }

    [Test]
    public void Completed_actions_hint_at_their_entity_and_nothing_else_hints_at_anything()
    {
        List<JobHint> hints = [];
        foreach (RecordedDelivery delivery in recordings.Webhooks)
        {
            JobHint hint = JobHint.FromWebhook(Encoding.UTF8.GetBytes(delivery.Body));
            using JsonDocument body = JsonDocument.Parse(delivery.Body);
            bool isCompleted = body.RootElement.TryGetProperty("status", out JsonElement status) && status.GetString() == "Completed";
            Assert.That(hint, Is.EqualTo(isCompleted ? new JobHint(null, body.RootElement.GetProperty("entityuuid").GetString()) : default));
            hints.Add(hint);
        }

        Assert.That(hints.Count(hint => !hint.IsEmpty), Is.EqualTo(20));
    }
}
