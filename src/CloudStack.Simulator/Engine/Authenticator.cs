namespace CloudStack.Simulator;

/// <summary>Identifies the caller, and decides whether the call is allowed.</summary>
internal static class Authenticator
{
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromMinutes(15);

    /// <exception cref="ApiError">
    /// 401 for any problem with the signature, 432 for a command that the role doesn't have, 429 over the limit.
    /// </exception>
    public static SimulatorUser Authenticate(Cloud cloud, RequestParameters parameters, CommandInfo? command)
    {
        string? signature = parameters.FindAnyCase("signature");
        if (command is null || signature is null || parameters.FindAnyCase("apikey") is not { } key || cloud.FindByKey(key) is not { IsEnabled: true } user)
        {
            throw Refused();
        }

        // For an API key, the checks of role and limit run twice: before and after the signature is verified.
        Check(cloud, user.Account, command, TimeSpan.Zero);
        string? version = parameters.FindAnyCase("signatureversion");
        if (version == "3" ? !IsInTime(cloud, parameters.FindAnyCase("expires")) : cloud.Options.EnforcePost)
        {
            throw Refused();
        }

        if (!RequestSignature.Matches(user.SecretKey, parameters.Sent, signature))
        {
            throw Refused();
        }

        Check(cloud, user.Account, command, cloud.Options.SignatureCheckDuration);
        return user;
    }

    /// <summary>Authenticates a call within a session, which needs the session key in a cookie and as a parameter.</summary>
    /// <exception cref="ApiError">
    /// 401 for another key, which ends the session; 511 before the second factor, which also ends it; 400, 429, 432.
    /// </exception>
    public static SimulatorUser Authenticate(
        Cloud cloud, Session session, SimulatorRequest request, RequestParameters parameters, CommandInfo? command)
    {
        SimulatorUser user = session.User;
        if (SessionTable.Cookie(request.Cookies, SessionTable.KeyCookie) != session.Key
            || parameters.Sent.GetValueOrDefault("sessionkey") != session.Key
            || !user.IsEnabled)
        {
            cloud.Sessions.Close(session);
            throw new ApiError(401, "unable to verify user credentials", classCode: null);
        }

        if (parameters.Command is null)
        {
            throw new ApiError(400, "no command specified");
        }

        if (command is null)
        {
            throw new ApiError(
                432,
                user.Role == SimulatorRole.RootAdmin
                    ? $"Unknown API command: {parameters.Command}"
                    : $"The API [{parameters.Command}] does not exist or is not available for the account {user.AccountName}.",
                envelope: "errorresponse");
        }

        TwoFactor.Require(cloud, session, command);
        Check(cloud, user.Account, command, TimeSpan.Zero);
        return user;
    }

    public static bool IsAllowed(Account account, CommandInfo command) =>
        !account.Denied.Contains(command.Name)
        && (account.Role == SimulatorRole.RootAdmin
            || command.Authorized.Count == 0
            || command.Authorized.Contains(account.Role == SimulatorRole.User ? "User" : "DomainAdmin"));

    private static ApiError Refused() =>
        new(401, "unable to verify user credentials and/or request signature", classCode: null);

    private static bool IsInTime(Cloud cloud, string? expires)
    {
        if (expires is null || !ServerDate.TryParseZoned(expires, out DateTimeOffset end))
        {
            return false;
        }

        TimeSpan left = end - cloud.Now;
        return left > TimeSpan.Zero && (!cloud.Options.EnforcePost || left <= LongestExpiry);
    }

    private static void Check(Cloud cloud, Account account, CommandInfo command, TimeSpan later)
    {
        RequestLimit.Count(cloud, account, later);
        if (!IsAllowed(account, command))
        {
            throw new ApiError(
                432,
                $"The API [{command.Name}] does not exist or is not available for the account {account.Name}.",
                envelope: "errorresponse");
        }
    }
}
