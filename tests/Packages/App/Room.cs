using CloudStack.Client;

namespace App;

[CloudStackModel]
internal sealed partial class Room
{
    public string? Name { get; init; }
}
