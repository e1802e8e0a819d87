using System.Text.Json;
using CloudStack.Client;
using CloudStack.Client.Models;

namespace QuickStart;

/// <summary>Commands without a typed method can be called by name; their answers come as plain JSON.</summary>
internal static class Networks
{
    /// <exception cref="UsageException">The zone has no network of this name.</exception>
    public static async Task<string> FindAsync(CloudStackClient client, Zone zone, string name, CancellationToken cancellationToken)
    {
        JsonElement answer = await client.Commands.SendAsync(
            "listNetworks",
            [new("zoneid", zone.Id!), new("keyword", name), new("page", "1"), new("pagesize", "100")],
            cancellationToken);

        // Without a hit the server sends neither a count nor the array.
        if (answer.TryGetProperty("network", out JsonElement networks))
        {
            foreach (JsonElement network in networks.EnumerateArray())
            {
                if (network.GetProperty("name").GetString() == name)
                {
                    return network.GetProperty("id").GetString()!;
                }
            }
        }

        throw new UsageException($"--network: {zone.Name} has no network of this name.");
    }
}
