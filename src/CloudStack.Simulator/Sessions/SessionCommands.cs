using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>login and logout, which are handled before authentication.</summary>
internal static class SessionCommands
{
    private const string NotByGet = "Please use HTTP POST to authenticate using this API";
    private const string EndedCookie = "=; Expires=Thu, 01-Jan-1970 00:00:00 GMT; Max-Age=0";

    /// <summary>Finds the command with that name in any case, because these commands are looked up in lower case.</summary>
    public static string? Find(string? command) => command switch
    {
        null => null,
        _ when command.Equals("login", StringComparison.OrdinalIgnoreCase) => "login",
        _ when command.Equals("logout", StringComparison.OrdinalIgnoreCase) => "logout",
        _ => null,
    };

    /// <exception cref="ApiError">531: no such user, or a wrong password; 431: there is no session to end.</exception>
    public static void Execute(Cloud cloud, string command, SimulatorRequest request, RequestParameters parameters, ExchangeOutcome outcome)
    {
        Session? session = cloud.Sessions.Find(request.Cookies);
        if (command == "logout")
        {
            Logout(cloud, session, outcome);
        }
        else if (request.Method != "POST")
        {
            outcome.Say(405, NotByGet);
        }
        else
        {
            if (session is not null)
            {
                cloud.Sessions.Close(session);
            }

            Login(cloud, parameters, outcome);
        }
    }

    private static void Logout(Cloud cloud, Session? session, ExchangeOutcome outcome)
    {
        if (session is null)
        {
            throw new ApiError(431, "Session not found for the logout process.");
        }

        cloud.Sessions.Close(session);
        outcome.User = session.User;
        outcome.Content = new ApiObject { { "description", "success" } };
        outcome.Cookies.Add($"{SessionTable.IdCookie}{EndedCookie}");
        outcome.Cookies.Add($"{SessionTable.KeyCookie}{EndedCookie}");
    }

    private static void Login(Cloud cloud, RequestParameters parameters, ExchangeOutcome outcome)
    {
        if (parameters.Sent.GetValueOrDefault("username") is not { } name)
        {
            outcome.Say(200, "null");
            return;
        }

        Domain domain = FindDomain(cloud, parameters);
        SimulatorUser? user = cloud.Users.FirstOrDefault(u => u.Account.Domain == domain && u.Name == name);
        if (user is not { IsEnabled: true } || user.Password != parameters.Sent.GetValueOrDefault("password"))
        {
            throw new ApiError(
                531,
                string.Create(CultureInfo.InvariantCulture, $"Failed to authenticate user {name} in domain {domain.Number}; please provide valid credentials"),
                classCode: null);
        }

        bool needsCode = TwoFactor.IsAskedFor(cloud, user);
        Session session = cloud.Sessions.Open(user, isVerified: !needsCode);
        outcome.User = user;
        outcome.Cookies.Add($"{SessionTable.IdCookie}={session.Id}; Path=/client");
        outcome.Cookies.Add($"{SessionTable.KeyCookie}={session.Key};HttpOnly;SameSite=Lax");
        outcome.Content = new ApiObject
        {
            { "username", user.Name }, { "userid", user.Id }, { "domainid", domain.Id }, { "timeout", (int)cloud.Options.SessionTimeout.TotalSeconds },
            { "account", user.AccountName }, { "firstname", user.Name }, { "lastname", "User" },
            { "type", ((int)user.Role).ToString(CultureInfo.InvariantCulture) }, { "timezone", "UTC" }, { "timezoneoffset", "0.0" },
            { "registered", "false" }, { "sessionkey", session.Key }, { "is2faenabled", needsCode ? "true" : "false" },
            { "is2faverified", needsCode ? "false" : "true" }, { "providerfor2fa", needsCode ? user.TwoFactorProvider : null },
            { "issuerfor2fa", "CloudStack" },
            { "managementserverid", user.Role == SimulatorRole.RootAdmin ? cloud.ManagementServerId : null },
        };
    }

    private static Domain FindDomain(Cloud cloud, RequestParameters parameters)
    {
        if ((parameters.Sent.GetValueOrDefault("domainid") ?? parameters.Sent.GetValueOrDefault("domainId")) is { } id)
        {
            return cloud.FindDomainAnyId(id) ?? throw new ApiError(531, $"Unable to find the domain with the id {id}", classCode: null);
        }

        string path = (parameters.Sent.GetValueOrDefault("domain") ?? "/").Trim('/');
        return cloud.FindDomainByPath(path.Length == 0 ? "ROOT" : "ROOT/" + path)
            ?? throw new ApiError(531, $"Unable to find the domain from the path /{path}/", classCode: null);
    }
}
