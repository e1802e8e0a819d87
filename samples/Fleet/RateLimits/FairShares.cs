namespace Fleet.RateLimits;

/// <summary>
/// Divides the total so that no silo starves: one that wants less than an equal share gets all it wants, and the others share the
/// rest equally (max-min fairness). Any surplus is also divided equally, so that a sudden demand needn't wait.
/// </summary>
internal static class FairShares
{
    /// <param name="total">The total to divide.</param>
    /// <param name="demands">The demand of each silo.</param>
    /// <returns>The share of each silo; their sum is the total.</returns>
    public static Dictionary<string, double> Divide(double total, IReadOnlyDictionary<string, double> demands)
    {
        Dictionary<string, double> shares = [];
        double left = total;
        foreach ((string name, double demand) in demands.OrderBy(pair => pair.Value))
        {
            double share = Math.Min(demand, left / (demands.Count - shares.Count));
            shares[name] = share;
            left -= share;
        }

        foreach (string name in demands.Keys)
        {
            shares[name] += left / demands.Count;
        }

        return shares;
    }
}
