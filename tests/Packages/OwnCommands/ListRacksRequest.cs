using CloudStack.Client;

namespace OwnCommands;

[Command("listRacks", CommandKind.Read)]
public sealed partial class ListRacksRequest : QueryRequest<Rack>
{
    public string? Room { get; init; }
}
