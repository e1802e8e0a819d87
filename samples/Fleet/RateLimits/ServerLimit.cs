using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace Fleet.RateLimits;

/// <summary>The server's request limit for the account, in requests per second.</summary>
internal static class ServerLimit
{
    private const int Tries = 3;
    private const int MostPerCall = 2;

    // The server counts in windows that start with a call; even at a steady rate, a window may get one call more.
    private const double Margin = 0.9;

    /// <returns>Requests per second; null if the server sets no limit.</returns>
    public static async Task<double?> ReadAsync(ICloudStackClient client, CancellationToken cancellationToken)
    {
        Capabilities capabilities = await client.Configuration.ListCapabilitiesAsync(cancellationToken);
        if (capabilities is not { ApiLimitMax: > 0 and { } calls, ApiLimitInterval: > 0 and { } seconds })
        {
            return null;
        }

        // A call signed with a key may count twice, which is measured; other callers' calls meanwhile only add to it.
        int cost = MostPerCall;
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                int? first = (await client.Limits.GetApiLimitAsync(cancellationToken)).ApiIssued;
                int? second = (await client.Limits.GetApiLimitAsync(cancellationToken)).ApiIssued;
                if (second == 0)
                {
                    return null; // a root admin, whose calls don't count
                }

                cost = second > first ? Math.Min(cost, second.Value - first.Value) : cost;
            }
            catch (CloudStackApiException e) when (!e.IsTransient)
            {
                return null; // the plug-in is off, or the account may not ask
            }
        }

        return Margin * calls / seconds / cost;
    }
}
