using CloudStack.Client;

namespace WrongInterface;

[CloudStackModel]
public sealed partial class Rack
{
    public string? Id { get; init; }
}
