using CloudStack.Client;
using CloudStack.Client.Models;
using Refit;

namespace NoAnalyzers;

public interface IOwnZonesApi
{
    [Get("?command=listZones")]
    PagedQuery<Zone> ListZones(string? name = null);
}
