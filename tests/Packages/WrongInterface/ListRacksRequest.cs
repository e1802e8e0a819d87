using CloudStack.Client;

namespace WrongInterface;

[Command("listRacks", CommandKind.Read)]
public sealed partial class ListRacksRequest : QueryRequest<Rack>;
