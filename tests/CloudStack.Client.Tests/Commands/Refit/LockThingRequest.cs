namespace CloudStack.Client.Tests.Commands;

[Command("lockThing")]
internal sealed partial class LockThingRequest : CommandRequest
{
    public string? Name { get; init; }
}
