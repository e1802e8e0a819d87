using WireMock.Logging;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>Real HTTP on loopback with responses that a test defines itself: WireMock.Net in place of a management server.</summary>
internal static class CloudMock
{
    private const string Path = "/client/api";

    /// <summary>Starts a server. The address is needed; without it, the server would listen on all interfaces of the machine.</summary>
    public static WireMockServer Start() => WireMockServer.Start("http://127.0.0.1:0");

    /// <summary>Any request to the API.</summary>
    public static IRequestBuilder Request() => WireMock.RequestBuilders.Request.Create().WithPath(Path);

    /// <summary>A form with this command, whatever else it contains.</summary>
    public static IRequestBuilder Command(string name) => Request().UsingPost().WithBody(new FormUrlEncodedMatcher($"command={name}"));

    public static IResponseBuilder Json(string body, int status = 200) => Response.Create()
        .WithStatusCode(status)
        .WithHeader("Content-Type", "application/json; charset=UTF-8")
        .WithBody(body);

    /// <summary>Returns one response after the other, and then repeats the last one.</summary>
    public static void AnswerInTurn(this WireMockServer server, Func<IRequestBuilder> request, params IResponseBuilder[] answers)
    {
        string scenario = Guid.NewGuid().ToString();
        for (int i = 0; i < answers.Length; i++)
        {
            // A state without a next one would start over.
            var given = server.Given(request()).InScenario(scenario).WillSetStateTo(Math.Min(i + 1, answers.Length - 1));
            (i == 0 ? given : given.WhenStateIs(i)).RespondWith(answers[i]);
        }
    }

    public static Uri Endpoint(this WireMockServer server) => new($"{server.Url}{Path}");

    public static CloudStackClient CreateCloudStackClient(this WireMockServer server, Action<CloudStackClientOptions>? configure = null)
    {
        CloudStackClientOptions options = new()
        {
            Endpoint = server.Endpoint(),
            ApiKey = "key",
            SecretKey = "secret",
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) },
        };
        configure?.Invoke(options);
        return new CloudStackClient(options);
    }

    /// <summary>A field of the form; null if there is none.</summary>
    public static string? Form(this ILogEntry entry, string name) => Find(entry.RequestMessage?.BodyData?.BodyAsFormUrlEncoded, name);

    /// <summary>A header of the request; null if there is none.</summary>
    public static string? Header(this ILogEntry entry, string name) => Find(entry.RequestMessage?.Headers, name);

    private static string? Find(IDictionary<string, WireMockList<string>>? values, string name) =>
        values?.TryGetValue(name, out WireMockList<string>? found) == true ? string.Join(',', found) : null;
}
