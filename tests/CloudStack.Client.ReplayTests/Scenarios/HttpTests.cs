using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>Responses of the server's container, refused signatures, and invalid JSON.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class HttpTests(RecordingSet set)
{
    private const int RefusedSignature = 100363;
    private const int Zones = 100359;

    [TestCase(100341, 404, TestName = "{m}(a malformed percent escape)")]
    [TestCase(100351, 404, TestName = "{m}(a body of 1.1 MB)")]
    [TestCase(100352, 404, TestName = "{m}(6,000 parameters)")]
    [TestCase(100350, 414, TestName = "{m}(a URI of 9 kB)")]
    public async Task An_HTML_page_for_a_bad_request_says_that_the_address_may_be_right(int id, int status)
    {
        await using Replay replay = Replay.Of([set.Experiment(id).Answer], maxRetries: 3);

        ResponseFormatException error = (await Assert.ThrowsAsync<ResponseFormatException>(
            () => replay.RunAsync(client => client.Commands.SendAsync("listZones"))))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.HttpStatus, Is.EqualTo(status));
            Assert.That(error.Message, Does.Contain("malformed or too large").And.Contain("HTML"));
            Assert.That(error.Snippet, Does.StartWith("<h").IgnoreCase);
        });
    }

    [Test]
    public async Task A_refused_signature_is_not_sent_again_while_the_clocks_agree()
    {
        await using Replay replay = Replay.Of([set.Experiment(RefusedSignature).Answer], maxRetries: 3);

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => replay.RunAsync(client => client.Commands.SendAsync("listZones"))))!;

        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Authentication));
        Assert.That(error.CSErrorCode, Is.Null);
    }

    [Test]
    public async Task A_refused_signature_of_a_slow_clock_is_signed_again_by_the_server_s_clock()
    {
        RecordedAnswer refused = set.Experiment(RefusedSignature).Answer.WithHeader("Date", "Tue, 01 Jan 2030 00:14:00 GMT");
        await using Replay replay = Replay.Of([refused, set.Experiment(Zones).Answer, set.Experiment(Zones).Answer]);

        await replay.RunAsync(client => client.Commands.SendAsync("listZones"));
        await replay.RunAsync(client => client.Commands.SendAsync("listZones"));

        Assert.That(
            replay.Requests.Select(request => request["expires"]),
            Is.EqualTo(new[] { "2030-01-01T00:10:00+0000", "2030-01-01T00:24:00+0000", "2030-01-01T00:24:00+0000" }));
    }

    [Test]
    public async Task A_signature_that_stays_refused_after_the_correction_is_the_error()
    {
        RecordedAnswer refused = set.Experiment(RefusedSignature).Answer.WithHeader("Date", "Tue, 01 Jan 2030 00:14:00 GMT");
        await using Replay replay = Replay.Of([refused, refused]);

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => replay.RunAsync(client => client.Commands.SendAsync("listZones"))))!;

        Assert.That(error.ErrorCode, Is.EqualTo(401));
    }

    [Test]
    public async Task A_name_with_a_backslash_u_sequence_does_not_spoil_the_list_it_is_in()
    {
        await using Replay replay = Replay.Of([set.Experiment(100323).Answer]);

        var machines = await replay.RunAsync(client => client.VirtualMachines.ListVirtualMachines().GetPageAsync(1, 500));

        Assert.That(machines.Items.Select(machine => machine.DisplayName), Does.Contain(@"\A"));
    }
}
