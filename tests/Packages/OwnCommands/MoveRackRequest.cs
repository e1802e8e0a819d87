using CloudStack.Client;

namespace OwnCommands;

public sealed partial class MoveRackRequest : JobCommandRequest
{
    public required string Id { get; init; }

    public required string Room { get; init; }
}
