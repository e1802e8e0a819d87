using CloudStack.Client;

namespace OwnCommands;

[CloudStackModel]
public sealed partial class Rack
{
    public string Id { get; init; } = "";

    public string? Name { get; init; }

    public string? Room { get; init; }

    public int? UnitsFree { get; init; }
}
