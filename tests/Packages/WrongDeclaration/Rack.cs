using CloudStack.Client;

namespace WrongDeclaration;

[CloudStackModel]
public sealed class Rack
{
    public string? Id { get; init; }
}
