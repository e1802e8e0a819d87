using CloudStack.Client;

namespace Fleet.RateLimits;

/// <summary>
/// Leases the server's request limit to the silos. A dead silo no longer asks, and a few seconds later the others get its
/// share. Nothing is stored: after a move, the grain learns within a second which silos exist.
/// </summary>
internal sealed class RateGrain(ICloudStackClient client, TimeProvider time) : Grain, IRateGrain
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, (double Demand, DateTimeOffset Until)> _leases = [];
    private readonly Dictionary<string, long> _sent = [];
    private double? _limit;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _limit = await ServerLimit.ReadAsync(client, cancellationToken);

    public Task<double?> LeaseAsync(string silo, double demand, long sent)
    {
        DateTimeOffset now = time.GetUtcNow();
        _sent[silo] = sent;
        _leases[silo] = (demand, now + LeaseTime);
        foreach (string gone in _leases.Where(lease => lease.Value.Until < now).Select(lease => lease.Key).ToList())
        {
            _leases.Remove(gone);
        }

        return Task.FromResult(_limit is { } limit ? (double?)ShareOf(silo, limit) : null);
    }

    public Task<Dictionary<string, long>> GetSentAsync() => Task.FromResult(new Dictionary<string, long>(_sent));

    /// <summary>Each silo keeps half of an equal share, whatever it has requested, so that its next request isn't starved.</summary>
    private double ShareOf(string silo, double limit)
    {
        double least = limit / _leases.Count / 2;
        return FairShares.Divide(limit, _leases.ToDictionary(lease => lease.Key, lease => Math.Max(least, lease.Value.Demand)))[silo];
    }
}
