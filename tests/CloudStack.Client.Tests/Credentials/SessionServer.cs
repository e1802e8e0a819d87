using CloudStack.Client.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CloudStack.Client.Tests.Credentials;

/// <summary>A server with a single user, which keeps sessions as a real server does.</summary>
internal sealed class SessionServer : IAsyncDisposable
{
    private readonly HashSet<string> _open = [];
    private int _logins;

    public SessionServer(SessionCredentials? credentials = null, Action<CloudStackClientOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        void Configure(CloudStackClientOptions options)
        {
            (options.ApiKey, options.SecretKey) = (null, null);
            if (credentials is null)
            {
                (options.UserName, options.Password, options.Domain) = ("ann", "the-password", "/customers");
            }
            else
            {
                options.Credentials = credentials;
            }

            configure?.Invoke(options);
        }

        Cloud = new StubCloud(Answer, Configure, loggers);
    }

    public StubCloud Cloud { get; }

    public CloudStackClient Client => Cloud.Client;

    public IReadOnlyList<StubRequest> Requests => Cloud.Handler.Requests;

    public Func<HttpResponseMessage>? LoginResponse { get; set; }

    public Func<StubRequest, HttpResponseMessage>? CommandAnswer { get; set; }

    public Func<HttpResponseMessage>? LogoutAnswer { get; set; }

    /// <summary>The code that the second factor requires; null if the user has none.</summary>
    public string? Code { get; set; }

    public int Count(string command) => Cloud.Handler.Count(command);

    /// <summary>Ends all sessions, as after half an hour without a call.</summary>
    public void ExpireSessions() => _open.Clear();

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    private HttpResponseMessage Answer(StubRequest request) => request.Command switch
    {
        "login" => LoginResponse?.Invoke() ?? LogIn(request),
        "validateUserTwoFactorAuthenticationCode" => Validate(request),
        "logout" => LogoutAnswer?.Invoke() ?? LogOut(request),
        _ when !_open.Contains(Session(request) ?? "") => NoSession(),
        _ => CommandAnswer?.Invoke(request) ?? StubHandler.Json("""{"listzonesresponse":{"count":1,"zone":[{"id":"z","name":"eu"}]}}"""),
    };

    private HttpResponseMessage LogIn(StubRequest request)
    {
        if (request["username"] != "ann" || request["password"] != "the-password")
        {
            return StubHandler.Error(531, $"Failed to authenticate user {request["username"]} in domain 1; please provide valid credentials", csErrorCode: null);
        }

        string key = $"session-key+/{++_logins}=";
        if (Code is null)
        {
            _open.Add(key);
        }

        HttpResponseMessage response = StubHandler.Json(
            $$$"""{"loginresponse":{"username":"ann","timeout":1800,"sessionkey":"{{{key}}}","is2faenabled":"{{{(Code is null ? "false" : "true")}}}","is2faverified":"{{{(Code is null ? "true" : "false")}}}"}}""");
        response.Headers.TryAddWithoutValidation("Set-Cookie", $"JSESSIONID=node{_logins}.node0; Path=/client");
        response.Headers.TryAddWithoutValidation("Set-Cookie", $"sessionkey={key};HttpOnly;SameSite=Lax");
        response.Headers.TryAddWithoutValidation("Set-Cookie", $"balancer={_logins}; Max-Age=600");
        response.Headers.TryAddWithoutValidation("Set-Cookie", "gone=; Max-Age=0");
        return response;
    }

    private HttpResponseMessage Validate(StubRequest request)
    {
        if (request["codefor2fa"] != Code)
        {
            return StubHandler.Error(511, "Failed to authenticate the code", csErrorCode: null);
        }

        _open.Add(request["sessionkey"]!);
        return StubHandler.Json("""{"validateusertwofactorauthenticationcoderesponse":{"success":true}}""");
    }

    private HttpResponseMessage LogOut(StubRequest request) => _open.Remove(Session(request) ?? "")
        ? StubHandler.Json("""{"logoutresponse":{"description":"success"}}""")
        : StubHandler.Error(431, "Session not found for the logout process.");

    private static HttpResponseMessage NoSession() =>
        StubHandler.Error(401, "unable to verify user credentials and/or request signature", csErrorCode: null);

    /// <summary>The key, if the request contains it in both places, and the container's cookie as well.</summary>
    private static string? Session(StubRequest request) =>
        request["sessionkey"] is { } key && request.Cookie is { } cookies && cookies.Contains($"sessionkey={key}", StringComparison.Ordinal)
            && cookies.Contains("JSESSIONID=node", StringComparison.Ordinal)
            ? key
            : null;
}
