namespace CloudStack.Client.Tests.Commands;

[Command("makeThing", CommandKind.CreateJob)]
internal sealed partial class MakeThingRequest : JobCommandRequest<Thing>
{
    public string? Name { get; init; }
}
