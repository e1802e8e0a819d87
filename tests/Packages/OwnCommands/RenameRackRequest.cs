using CloudStack.Client;

namespace OwnCommands;

[Command("renameRack", CommandKind.Write)]
public sealed partial class RenameRackRequest : CommandRequest<Rack>
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}
