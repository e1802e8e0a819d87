using CloudStack.Client.Jobs.Polling;

namespace CloudStack.Client.Tests.Jobs.Polling;

/// <summary>How long one poll may take.</summary>
public class PollLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CloudStackTransportException TimedOut = new("no response", "queryAsyncJobResult", isTransient: true) { TimedOut = true };

    private PollLimit _limit = null!;

    [SetUp]
    public void SetUp() => _limit = new PollLimit();

    [Test]
    public void A_hanging_connection_is_given_up_after_ten_seconds() => Assert.That(_limit.Value, Is.EqualTo(10 * Second));

    [Test]
    public void Each_poll_that_was_not_answered_in_time_doubles_the_limit_up_to_a_day()
    {
        List<double> limits = [];
        for (int i = 0; i < 15; i++)
        {
            _limit.Note(TimedOut);
            limits.Add(_limit.Value.TotalSeconds);
        }

        Assert.That(limits, Is.EqualTo(new double[] { 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480, 40_960, 81_920, 86_400, 86_400 }));
    }

    [Test]
    public void Other_failures_say_nothing_about_the_speed_of_the_server()
    {
        _limit.Note(new CloudStackTransportException("reset", "queryAsyncJobResult", isTransient: true));
        _limit.Note(new CloudStackApiException("queryAsyncJobResult", 530, 530, "internal error"));
        _limit.Note(new InvalidOperationException("no credentials"));

        Assert.That(_limit.Value, Is.EqualTo(10 * Second));
    }

    [TestCase(10, 40)]
    [TestCase(9.999, 20)]
    [TestCase(0, 20)]
    public void A_response_in_less_than_a_quarter_of_the_limit_halves_it(double took, double limit)
    {
        _limit.Note(TimedOut);
        _limit.Note(TimedOut);

        _limit.Note(took * Second);

        Assert.That(_limit.Value, Is.EqualTo(limit * Second));
    }

    [Test]
    public void Quick_responses_never_lower_the_limit_below_ten_seconds()
    {
        _limit.Note(TimedOut);
        for (int i = 0; i < 3; i++)
        {
            _limit.Note(TimeSpan.Zero);
        }

        Assert.That(_limit.Value, Is.EqualTo(10 * Second));
    }
}
