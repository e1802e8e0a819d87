using CloudStack.Client;

namespace WrongDeclaration;

[CloudStackModel]
public sealed class Room // CSC005
{
    public string? Id { get; init; }
}
