using CloudStack.Client;

namespace OwnCommands;

[Command("moveRack", CommandKind.Job)]
public sealed partial class MoveRackRequest : JobCommandRequest<Rack>
{
    public required string Id { get; init; }

    public required string Room { get; init; }
}
