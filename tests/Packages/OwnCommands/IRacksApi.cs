using CloudStack.Client;
using Refit;

namespace OwnCommands;

public interface IRacksApi
{
    [Get("?command=listRacks")]
    PagedQuery<Rack> ListRacks([Body] ListRacksRequest request);

    [Get("?command=listRacks")]
    PagedQuery<Rack> ListRacks(string room);

    [Post("?command=renameRack")]
    Task<Rack> RenameRackAsync([Body] RenameRackRequest request, CancellationToken cancellationToken = default);

    [Post("?command=moveRack")]
    Task<JobHandle<Rack>> MoveRackAsync([Body] MoveRackRequest request, CancellationToken cancellationToken = default);

    [Post("?command=moveRack")]
    Task<JobHandle<Rack>> MoveRackAsync(string id, string room, CancellationToken cancellationToken = default);
}
