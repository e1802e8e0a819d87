using CloudStack.Client;

namespace OwnCommands;

[CloudStackApi]
public interface IRacksApi
{
    [Command("listRacks", CommandKind.Read)]
    PagedQuery<Rack> ListRacks();

    [Command("moveRack", CommandKind.Job)]
    Task<JobHandle<Rack>> MoveRackAsync(MoveRackRequest request, CancellationToken cancellationToken = default);
}
