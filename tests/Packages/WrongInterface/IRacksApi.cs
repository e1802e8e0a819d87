using CloudStack.Client;
using Refit;

namespace WrongInterface;

public interface IRacksApi
{
    [Get("?command=listRack")] // CSC019
    PagedQuery<Rack> ListRacks([Body] ListRacksRequest request);

    [Get("?command=moveRack")] // CSC020
    Task<JobHandle<Rack>> MoveRackAsync([Body] MoveRackRequest request, CancellationToken cancellationToken = default);

    [Post("?command=dropRack")]
    Task<Rack> DropRackAsync([Body] DropRackRequest request, CancellationToken cancellationToken = default); // CSC021
}
