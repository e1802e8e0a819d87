using CloudStack.Client;
using Refit;

namespace Library;

public interface IRacksApi
{
    [Get("?command=listRacks")]
    PagedQuery<Rack> ListRacks([Body] ListRacksRequest request);

    [Get("?command=getRack")]
    Task<Rack> GetRackAsync(string name, CancellationToken cancellationToken = default);
}
