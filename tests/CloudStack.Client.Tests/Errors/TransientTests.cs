namespace CloudStack.Client.Tests.Errors;

/// <summary>Every exception states whether the same call may succeed later.</summary>
public class TransientTests
{
    [TestCase(401, "no", false)]
    [TestCase(429, "too often", true)]
    [TestCase(431, "wrong", false)]
    [TestCase(432, "not yours", false)]
    [TestCase(502, "away", true)]
    [TestCase(503, "starting", true)]
    [TestCase(504, "away", true)]
    [TestCase(530, "anything", false)]
    [TestCase(530, "Insufficient capacity", true)]
    [TestCase(532, "limit", false)]
    [TestCase(533, "no host has room", true)]
    [TestCase(534, "host away", true)]
    [TestCase(536, "in use", false)]
    [TestCase(537, "exists", false)]
    public void An_error_of_the_API_is_transient_by_its_kind(int code, string text, bool expected)
    {
        CloudStackApiException e = new("c", code, code, text);
        Assert.That(e.IsTransient, Is.EqualTo(expected), e.Kind.ToString());
        Assert.That(new JobFailedException(JobResult<SuccessResult>.Failure(new JobError(code, text, e.Kind))).IsTransient, Is.EqualTo(expected && code is not (502 or 504)));
    }

    [Test]
    public void What_may_have_been_executed_is_not_transient() =>
        Assert.That(new AmbiguousSubmissionException("lost", "c", token: null, new CloudStackTransportException("reset", "c", isTransient: true)).IsTransient, Is.False);

    [TestCase(true)]
    [TestCase(false)]
    public void A_failed_connection_says_so_itself(bool isTransient) =>
        Assert.That(((CloudStackException)new CloudStackTransportException("reset", "c", isTransient)).IsTransient, Is.EqualTo(isTransient));

    [TestCase(200, false)]
    [TestCase(302, false)]
    [TestCase(403, false)]
    [TestCase(502, true)]
    [TestCase(503, true)]
    public void A_page_in_the_place_of_an_answer_is_transient_by_its_status(int status, bool expected) =>
        Assert.That(new ResponseFormatException("a page", "c", status, "<html>").IsTransient, Is.EqualTo(expected));
}
