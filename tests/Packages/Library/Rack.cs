using CloudStack.Client;

namespace Library;

[CloudStackModel]
public sealed partial class Rack
{
    public string? Name { get; init; }
}
