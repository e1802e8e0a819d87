using System.Text;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>What is read from webhook bodies and bus messages, and what isn't.</summary>
public class JobHintTests
{
    [TestCase("""{"event":"VM.START","status":"Completed","entity":"VirtualMachine","entityuuid":"2f9e"}""", "2f9e")]
    [TestCase("""{"entityuuid":"2f9e","nested":{"entityuuid":"other","status":"Started"},"list":["entityuuid"],"status":"Completed"}""", "2f9e")]
    [TestCase("""{"event":"VM.START","status":"Started","entityuuid":"2f9e"}""", null)]
    [TestCase("""{"event":"VM.START","status":"Scheduled","entityuuid":"2f9e"}""", null)]
    [TestCase("""{"event":"TEST","status":"Completed"}""", null)]
    [TestCase("""{"status":"Completed","entityuuid":5}""", null)]
    [TestCase("""{"a":1}""", null)]
    [TestCase("""["Completed"]""", null)]
    [TestCase("""{"status":"Completed","entityuuid":"2f9e" """, null)]
    [TestCase("no json", null)]
    [TestCase("", null)]
    public void A_web_hook_hints_at_the_entity_of_a_completed_action(string body, string? resourceId)
    {
        JobHint hint = JobHint.FromWebhook(Encoding.UTF8.GetBytes(body));

        Assert.That(hint, Is.EqualTo(new JobHint(null, resourceId)));
        Assert.That(hint.IsEmpty, Is.EqualTo(resourceId is null));
    }

    [TestCase("""{"jobId":"6f4b","status":"SUCCEEDED","jobResult":{"jobId":"other","status":"IN_PROGRESS"}}""", "6f4b")]
    [TestCase("""{"status":"FAILED","jobId":"6f4b"}""", "6f4b")]
    [TestCase("""{"jobId":"6f4b"}""", "6f4b")]
    [TestCase("{\"status\":\"FAILED\",\"jobResult\":{\"errortext\":\"\u001b[31mred\"},\"jobId\":\"6f4b\"}", "6f4b")]
    [TestCase("""{"jobId":"6f4b","status":"IN_PROGRESS"}""", null)]
    [TestCase("""{"event":"VM.START","status":"Completed","entityuuid":"2f9e"}""", null)]
    [TestCase("""{"jobId":null,"status":"SUCCEEDED"}""", null)]
    [TestCase("6f4b", null)]
    [TestCase("[1]", null)]
    [TestCase("{\"jobId\":\"6f4b\",\"text\":\"\u001b[31mred\"", null, Description = "Cut off, so that mending does not help.")]
    public void A_bus_message_hints_at_the_job_that_has_ended(string body, string? jobId) =>
        Assert.That(JobHint.FromBusMessage(Encoding.UTF8.GetBytes(body)), Is.EqualTo(new JobHint(jobId, null)));

    [Test]
    public void Only_the_right_signature_of_the_very_body_is_valid()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"a":1}""");
        const string Right = "djaqEu2EpCe2hePGKdqqebJzLI8VwgCmOZeNO0j1CfA=";

        Assert.Multiple(() =>
        {
            Assert.That(WebhookSignature.IsValid(body, Right, "webhook-secret"));
            Assert.That(WebhookSignature.IsValid(body, " " + Right, "webhook-secret"));
            Assert.That(WebhookSignature.IsValid(body, Right, "another-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(Encoding.UTF8.GetBytes("""{"a": 1}"""), Right, "webhook-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(body, null, "webhook-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(body, "", "webhook-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(body, "not base64!", "webhook-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(body, Convert.ToBase64String(new byte[31]), "webhook-secret"), Is.False);
            Assert.That(WebhookSignature.IsValid(body, Convert.ToBase64String(new byte[64]), "webhook-secret"), Is.False);
            Assert.That(() => WebhookSignature.IsValid(body, Right, ""), Throws.ArgumentException.With.Message.Contains("secret"));
        });
    }
}
