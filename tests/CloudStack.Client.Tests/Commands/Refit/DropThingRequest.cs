namespace CloudStack.Client.Tests.Commands;

[Command("dropThing")]
internal sealed partial class DropThingRequest : JobCommandRequest
{
    public string? Name { get; init; }
}
