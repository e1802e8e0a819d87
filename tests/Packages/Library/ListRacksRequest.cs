using CloudStack.Client;

namespace Library;

[Command("listRacks")]
public sealed partial class ListRacksRequest : QueryRequest<Rack>
{
    public string? Name { get; init; }
}
