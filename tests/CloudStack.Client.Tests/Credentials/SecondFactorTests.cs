using CloudStack.Client.Models;

namespace CloudStack.Client.Tests.Credentials;

public class SecondFactorTests
{
    [Test]
    public async Task The_code_is_sent_before_anything_else_in_the_session()
    {
        await using SessionServer server = new(With("123456")) { Code = "123456" };

        List<Zone> zones = await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.Multiple(() =>
        {
            Assert.That(zones, Has.Count.EqualTo(1));
            Assert.That(server.Requests.Select(request => request.Command), Is.EqualTo(new[] { "login", "validateUserTwoFactorAuthenticationCode", "listZones" }));
            Assert.That(server.Requests[1]["sessionkey"], Is.EqualTo(server.Requests[2]["sessionkey"]));
            Assert.That(server.Requests[1].Cookie, Is.EqualTo(server.Requests[2].Cookie));
        });
    }

    [Test]
    public async Task Without_a_way_to_the_code_the_login_ends_before_another_call_ends_the_session()
    {
        await using SessionServer server = new() { Code = "123456" };

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.TwoFactorRequired));
            Assert.That(error.Message, Does.Contain("SessionCredentials.SecondFactor"));
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_wrong_code_fails_the_call_and_the_next_one_asks_again()
    {
        Queue<string> codes = new(["000000", " 123456\n"]);
        await using SessionServer server = new(new SessionCredentials("ann", "the-password") { SecondFactor = _ => new(codes.Dequeue()) }) { Code = "123456" };

        CloudStackApiException error = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync())))!;
        List<Zone> zones = await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.Multiple(() =>
        {
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.TwoFactorRequired));
            Assert.That(error.Command, Is.EqualTo("validateUserTwoFactorAuthenticationCode"));
            Assert.That(error.Message, Does.Not.Contain("000000"));
            Assert.That(zones, Has.Count.EqualTo(1));
            Assert.That(server.Count("login"), Is.EqualTo(2));
        });
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase(null)]
    public async Task A_callback_that_gives_no_code_is_told_so(string? code)
    {
        await using SessionServer server = new(With(code!)) { Code = "123456" };

        await Assert.ThatAsync(
            () => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()),
            Throws.InstanceOf<CloudStackTransportException>().With.Message.Contains("SessionCredentials.SecondFactor returned no code")
                .And.Property(nameof(CloudStackTransportException.IsTransient)).False);
        Assert.That(server.Count("login"), Is.EqualTo(1), "nobody is asked again and again");
        Assert.That(server.Count("validateUserTwoFactorAuthenticationCode"), Is.Zero);
    }

    [Test]
    public async Task What_the_callback_throws_reaches_the_caller()
    {
        await using SessionServer server = new(new SessionCredentials("ann", "the-password") { SecondFactor = _ => throw new NotSupportedException("no token at hand") })
        {
            Code = "123456",
        };

        await Assert.ThatAsync(
            () => server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync()),
            Throws.InstanceOf<CloudStackTransportException>().With.Message.Contains("no token at hand")
                .And.Property(nameof(Exception.InnerException)).InnerException.InstanceOf<NotSupportedException>());
    }

    private static SessionCredentials With(string code) => new("ann", "the-password") { SecondFactor = _ => new(code) };
}
