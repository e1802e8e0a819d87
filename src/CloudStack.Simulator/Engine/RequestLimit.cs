using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// The server's limit on the calls of each account within a fixed window. A window starts with the first call after the last window
/// ended. Root admins are exempt.
/// </summary>
internal static class RequestLimit
{
    /// <param name="cloud">The server.</param>
    /// <param name="account">The caller.</param>
    /// <param name="later">How much later than now the call is counted.</param>
    /// <exception cref="ApiError">429: the window is full.</exception>
    public static void Count(Cloud cloud, Account account, TimeSpan later)
    {
        if (cloud.Options.ThrottleLimit is not { } limit || account.Role == SimulatorRole.RootAdmin)
        {
            return;
        }

        DateTimeOffset now = cloud.Uptime + later;
        TimeSpan interval = cloud.Options.ThrottleInterval;
        if (account.WindowStart is not { } start || now - start >= interval)
        {
            account.WindowStart = start = now;
            account.WindowCalls = 0;
        }

        if (++account.WindowCalls > limit)
        {
            TimeSpan left = interval - (now - start);
            throw new ApiError(429, string.Create(
                CultureInfo.InvariantCulture,
                $"The given user has reached his/her account api limit, please retry after [{Math.Max(1, (long)Math.Ceiling(left.TotalMilliseconds))}] ms."));
        }
    }

    /// <summary>Starts a new window for an account.</summary>
    public static void Reset(Account account)
    {
        account.WindowStart = null;
        account.WindowCalls = 0;
    }
}
