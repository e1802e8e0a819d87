namespace Fleet.RateLimits;

/// <summary>Divides the server's request limit among the silos; there is one grain, with the key 0.</summary>
internal interface IRateGrain : IGrainWithIntegerKey
{
    /// <summary>A silo asks for its share, once a second.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="demand">How many requests per second it would send.</param>
    /// <param name="sent">How many it has sent since it started.</param>
    /// <returns>How many requests per second it may send; null for no limit.</returns>
    Task<double?> LeaseAsync(string silo, double demand, long sent);

    /// <summary>How many requests each silo has sent since it started, dead ones included.</summary>
    Task<Dictionary<string, long>> GetSentAsync();
}
