namespace CloudStack.Client.Tests.Commands;

[Command("updateThing")]
internal sealed partial class UpdateThingRequest : CommandRequest<Thing>
{
    public string? Name { get; init; }
}
