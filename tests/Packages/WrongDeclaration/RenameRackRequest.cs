using CloudStack.Client;

namespace WrongDeclaration;

public sealed partial class RenameRackRequest : CommandRequest // CSC002 CS0534
{
    public required string Id { get; init; }
}
