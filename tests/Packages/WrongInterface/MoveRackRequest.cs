using CloudStack.Client;

namespace WrongInterface;

[Command("moveRack", CommandKind.Job)]
public sealed partial class MoveRackRequest : JobCommandRequest<Rack>
{
    public required string Id { get; init; }
}
