using CloudStack.Client;

namespace WrongInterface;

[Command("dropRack", CommandKind.Job)]
public sealed partial class DropRackRequest : JobCommandRequest
{
    public required string Id { get; init; }
}
