using CloudStack.Client.Tests.Credentials;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// Some servers use the status of a bad signature when an account isn't allowed to call a command. In a session, each such call
/// used to cost the session and a second login with its second factor, and the kind was <see cref="ErrorKind.Authentication"/>.
/// </summary>
public class MissingRightsAreNotBadCredentialsTests
{
    private static readonly TestCaseData[] Refusals =
    [
        Refusal("of the user", 401, "The given command 'listHosts' either does not exist, is not available for user.", null),
        Refusal("of the account", 401, "The API [listHosts] does not exist or is not available for the account Account [{}].", null),
        Refusal("by the class of the exception", 401, "no", 4365),
        Refusal("by another class", 401, "no", 4555),
        Refusal("with its own status", 432, "The API [listHosts] does not exist or is not available for the account Account [{}].", 9999),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task In_a_session_it_leaves_the_session_open(int code, string text, int? csErrorCode)
    {
        int codes = 0;
        SessionCredentials user = new("ann", "the-password", "/customers")
        {
            SecondFactor = _ =>
            {
                codes++;
                return ValueTask.FromResult("123456");
            },
        };
        await using SessionServer server = new(user)
        {
            Code = "123456",
            CommandAnswer = request => request.Command == "listHosts" ? StubHandler.Error(code, text, csErrorCode) : KindOfCall.Answer(request),
        };

        for (int i = 0; i < 3; i++)
        {
            CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => server.Cloud.RunAsync(client => client.Hosts.ListHosts().ToListAsync())))!;
            Assert.That((e.Kind, e.ErrorCode, e.ErrorText), Is.EqualTo((ErrorKind.NotPermitted, code, text)));
        }

        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        Assert.That((server.Count("login"), codes, server.Count("listHosts")), Is.EqualTo((1, 1, 3)));
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task With_keys_it_is_sent_once_whatever_the_clocks_say(int code, string text, int? csErrorCode)
    {
        await using StubCloud cloud = new(_ =>
        {
            HttpResponseMessage response = StubHandler.Error(code, text, csErrorCode);
            response.Headers.Date = DateTimeOffset.UnixEpoch.AddYears(70);
            return response;
        });

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Hosts.ListHosts().ToListAsync())))!;

        Assert.That((e.Kind, cloud.Handler.Requests.Count), Is.EqualTo((ErrorKind.NotPermitted, 1)));
    }

    [Test]
    public async Task A_session_that_has_ended_is_opened_again_as_before()
    {
        await using SessionServer server = new();
        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());
        server.ExpireSessions();

        await server.Cloud.RunAsync(client => client.Zones.ListZones().ToListAsync());

        Assert.That(server.Count("login"), Is.EqualTo(2));
    }

    private static TestCaseData Refusal(string name, int code, string text, int? csErrorCode) => new TestCaseData(code, text, csErrorCode).SetArgDisplayNames(name);
}
